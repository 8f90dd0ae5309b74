"""The neutral workbook and the file formats, in and out.

``book`` is what is written, ``found_book`` is what was read; one file per format. Nothing is imported here:
each command takes the files it needs, and with them only the library of the format at hand.
"""
