"""TODO-room exchange."""
