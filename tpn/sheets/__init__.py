"""The neutral workbook, its formats both ways, and what is understood of foreign tables.

``book`` is what is written, ``found`` is what was read; one file per format. Nothing is imported here:
each command takes the files it needs, and with them only the library of the format at hand.
"""
