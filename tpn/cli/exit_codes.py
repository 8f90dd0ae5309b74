"""What a run says to the program that started it."""

OK, FAULTS, WRONG_USE, CONFLICTS, STOPPED = 0, 1, 2, 3, 130
"""Fine · faults in the data · wrong use · conflicts left · somebody has left with Ctrl-C."""
