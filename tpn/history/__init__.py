"""TODO-room history."""
