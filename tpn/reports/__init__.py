"""TODO-room reports."""
