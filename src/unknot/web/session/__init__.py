"""The guided session in a browser, with scripts and without: begins, plays, ends, and goes into the diary."""
