"""Recognising foreign spreadsheets: ``recognise(grids, words) → Reading``; pure, the words are an argument."""

from tpn.sheets.recognise.grid import Grid, Span
from tpn.sheets.recognise.profile import profile_of
from tpn.sheets.recognise.reading import Reading, Record, Table, TableColumn
from tpn.sheets.recognise.recognise import recognise
from tpn.sheets.recognise.spots import Left
from tpn.sheets.recognise.tabs import grids_of
from tpn.sheets.recognise.words import Words, load_words, read_words

__all__ = [
    "Grid",
    "Left",
    "Reading",
    "Record",
    "Span",
    "Table",
    "TableColumn",
    "Words",
    "grids_of",
    "load_words",
    "profile_of",
    "read_words",
    "recognise",
]
