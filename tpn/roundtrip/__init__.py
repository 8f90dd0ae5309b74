"""What was sent, and what of it came back: matching rows, reading cells, deciding from three values."""
