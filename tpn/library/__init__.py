"""TODO-room library."""
