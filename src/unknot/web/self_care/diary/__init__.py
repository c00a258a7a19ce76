"""The diary: the course in words and as a chart, new entries, export, import and deleting."""
