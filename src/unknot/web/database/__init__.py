"""The database as a file: looked at before it is touched, copied before it changes, emptied of what was deleted."""
