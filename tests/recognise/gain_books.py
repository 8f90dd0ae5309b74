"""A benefits workbook of KommIT's layout, made here: the tabs, the cells and the formulas that the audit looks at."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

CHANGES = "KONSEPT - Endringsanalyse"
BENEFITS = "KONSEPT - Gevinstanalyse"
FOLLOW_UP = "PLANLEGGE - Oppfølgingsplan"
RESULTS = "REALISERE - Resultatoppfølging"
# by row of the benefits: the last two point at the wrong ones, as in the workbook that goes round
POINTS_AT = [*range(7, 19), 15, 16]


def gain_book(path: Path, cells: Mapping[str, Mapping[str, Any]]) -> Path:
    """The workbook with its formulas and these cells filled in."""
    book = Workbook()
    del book["Sheet"]
    tabs = {name: book.create_sheet(name) for name in (CHANGES, BENEFITS, FOLLOW_UP, RESULTS)}
    for number in range(1, 15):
        gain, plan, result = 6 + number, 4 + number, 13 + number
        tabs[BENEFITS][f"B{gain}"] = f"=IF('{CHANGES}'!C{plan}=0,\"\",'{CHANGES}'!C{plan})"
        tabs[RESULTS][f"B{result}"] = f"='{BENEFITS}'!B{POINTS_AT[number - 1]}"
        tabs[RESULTS][f"B{30 + number}"] = f"=B{result}"
        start, goal = f"'{FOLLOW_UP}'!D{plan}", f"'{FOLLOW_UP}'!E{plan}"
        measured = f"'{RESULTS}'!D{result}"
        tabs[RESULTS][f"E{result}"] = (
            f'=IF(D{result}=0,"",IF({start}<{goal},{measured}/{goal},'
            f"IF({goal}=0,({start}-{measured})/{start},{goal}/{measured})))"
        )
    tabs[BENEFITS]["C39"] = f"=SUM(støtteark!B5:E5)-'{BENEFITS}'!C26"
    tabs[BENEFITS]["C42"] = '=SUMIF(C7:C20,"Indirekte (frigjort tid - årsverk)",D7:D20)/4'
    for tab, filled in cells.items():
        for cell, value in filled.items():
            tabs[tab][cell] = value
    book.save(path)
    return path
