"""`unknot diary`: what was written down, told, added, imported and exported."""
