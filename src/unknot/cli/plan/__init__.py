"""`unknot plan`: the plan of today and the brief for a therapist, as text."""
