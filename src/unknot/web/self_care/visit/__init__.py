"""A visit to a professional: what to say before, during and after, and the brief."""
