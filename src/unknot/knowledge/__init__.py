"""What we believe: `content/` is TOML that a clinician reviews; the modules beside it only read and check it."""
