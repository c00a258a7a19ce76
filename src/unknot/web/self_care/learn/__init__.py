"""What can be read without answering anything: techniques, evidence, sources, rules, promises."""
