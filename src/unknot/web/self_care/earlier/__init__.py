"""What was said earlier, as it was then and as it would be today."""
