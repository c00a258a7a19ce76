"""Says where the knowledge lies in the package, and how its parts are named. Nothing is read here."""

from pathlib import Path

CONTENT = Path(__file__).parent / "content"
LOCALE = Path(__file__).parent / "locale"
COMPILED = Path(__file__).parent / "compiled"
ENGLISH = "en"
SENTENCES = "sentences"
"""The catalogue of what Python says."""
