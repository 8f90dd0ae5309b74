"""What other programs read and write: calendars, process diagrams, plans."""
