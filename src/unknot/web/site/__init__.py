"""What every page shares: language, moment, layout, faults in words, PDF, and what a device keeps at hand."""
