"""TODO-room merge."""
