"""Recognising foreign spreadsheets: ``recognise(grids, words) → Reading``; pure, the words are an argument.

Nothing is imported here: a sheet that comes home needs the reading of cells, and none of the rest.
"""
