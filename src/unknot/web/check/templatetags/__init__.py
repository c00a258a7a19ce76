"""What templates of the check need beyond Django's own."""
