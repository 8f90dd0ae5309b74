"""TODO-room cli."""
