"""TODO-room texts."""
