"""TODO-room plan."""
