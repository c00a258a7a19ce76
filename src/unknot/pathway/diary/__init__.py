"""What happened over the weeks: `entries.py` holds and carries it, `course.py` says whether it gets better."""
