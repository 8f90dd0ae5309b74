"""TODO-room advice."""
