"""The plan of today: shown, changed by wishes, printed, put into a calendar."""
