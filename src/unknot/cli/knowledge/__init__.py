"""What unknot believes, for reading: rules, facts, techniques, evidence, proofs and whether all is in order."""
