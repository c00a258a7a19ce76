"""`python -m unknot` is the command line."""

from unknot.cli.main import main

main()
