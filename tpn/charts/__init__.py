"""TODO-room charts."""
