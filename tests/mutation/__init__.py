"""A mutation run: small faults put in by machine, and whether a test sees them."""
