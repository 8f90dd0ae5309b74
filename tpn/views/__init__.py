"""TODO-room views."""
