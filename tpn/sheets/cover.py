"""The first tab: what the workbook is, and in three lines what to fill in and what happens then."""

from collections.abc import Mapping
from dataclasses import replace

from tpn.sheets.sent_copy import Base
from tpn.sheets.style import Style
from tpn.spreadsheets.book import Cell, CellChoices, ColumnFormat, Row, Tab
from tpn.spreadsheets.cell_style import tab_name
from tpn.texts import Words

_WIDTHS = (6.0, 44.0, 12.0, 44.0)
"""Of the numbers, and of what stands beside them: a label, its cell, and the rest of a line."""


def _line(text: str, look: str, number: int | None = None) -> Row:
    """A text across the page, with its number before it."""
    covered = (Cell(None, look=look),) * (len(_WIDTHS) - 2)
    return (Cell(number, look="cover-number"), Cell(text, look=look, span=(1, len(_WIDTHS) - 1)), *covered)


def _legend(words: Words) -> list[Row]:
    """What the colours of a cell say."""
    looks = {"open": "", "locked": "locked", "late": "watch"}
    return [_line(words(f"columns.cover.{what}"), look) for what, look in looks.items()]


def cover_tab(
    style: Style, words: Words, facts: Mapping[str, object], base: Base, choices: dict[str, CellChoices]
) -> tuple[Base, Tab]:
    """The cover, and the base with the label of its tick cell where it has one."""
    cover = style.cover
    if cover is None:
        raise ValueError(style.name)
    language = words.language

    def said(text: str) -> str:
        return words.fill(text, facts)

    subtitle = "columns.cover.sent_due" if facts.get("due") else "columns.cover.sent"
    rows: list[Row] = [
        _line(said(cover.title.of(language)), "cover-title"),
        _line(words(subtitle, **facts), "subtitle"),
        (),
    ]
    heights = {0: 40.0, 1: 20.0}
    for number, line in enumerate(cover.lines, 1):
        heights[len(rows)] = 34.0
        rows.append(_line(said(line.of(language)), "cover-line", number))
    if waiting := facts.get("waiting"):
        rows.append(
            _line(words.count("columns.cover.waiting", int(str(waiting)), until=facts["until"]), "cover-line")
        )
    if left := facts.get("gone"):
        heights[len(rows)] = 34.0
        rows.append(_line(words("columns.cover.gone", gone=left), "cover-line"))
    rows.append(())
    if cover.reviewed:
        label = words("columns.cover.reviewed")
        base = replace(base, reviewed=label)
        choices["reviewed"] = CellChoices(
            (words("columns.cover.yes"),), "", words("columns.cover.reviewed_hint")
        )
        tick = Cell(None, look="answer", choices="reviewed", editable=True)
        rows += [(Cell(None), Cell(label, look="strong"), tick), ()]
    rows += [*_legend(words), (), _line(said(style.about.of(language)), "help")]
    columns = tuple(ColumnFormat(width, look="plain") for width in _WIDTHS)
    name = tab_name(said(cover.name.of(language)))
    return base, Tab(name, tuple(rows), columns, protect=True, colour="1F4E78", heights=heights)
