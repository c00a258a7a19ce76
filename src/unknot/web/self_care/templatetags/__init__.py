"""What templates need beyond Django's own: one module an idea."""
