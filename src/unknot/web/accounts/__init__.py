"""Keeps apart whose data is whose. At home: profiles of one household, no wall. Shared mode: accounts."""
