"""TODO-room sheets."""
