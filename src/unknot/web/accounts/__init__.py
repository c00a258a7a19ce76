"""Whose data is this? At home: profiles of one household, a convenience and not a wall. Shared mode: accounts."""
