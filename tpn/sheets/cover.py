"""The first tab: what the workbook is, and in three lines what to fill in and what happens then."""

from collections.abc import Mapping
from dataclasses import replace

from tpn.sheets.base import Base
from tpn.sheets.book import Cell, Choices, Column, Row, Tab
from tpn.sheets.dress import tab_name
from tpn.sheets.style import Style
from tpn.texts import Words

WIDTH = 96.0
_NUMBER = 6.0
_LABEL = 30.0


def cover_tab(
    style: Style, words: Words, facts: Mapping[str, object], base: Base, choices: dict[str, Choices]
) -> tuple[Base, Tab]:
    """The cover, and the base with the label of its tick cell where it has one."""
    cover = style.cover
    if cover is None:
        raise ValueError(style.name)
    language = words.language

    def said(text: str) -> str:
        return words.fill(text, facts)

    rows: list[Row] = [
        (Cell(None), Cell(said(cover.title.of(language)), look="cover-title")),
        (Cell(None), Cell(words("columns.cover.sent", **facts), look="subtitle")),
        (),
    ]
    heights = {0: 40.0, 1: 20.0}
    for number, line in enumerate(cover.lines, 1):
        heights[len(rows)] = 34.0
        rows.append((Cell(number, look="cover-number"), Cell(said(line.of(language)), look="cover-line")))
    rows.append(())
    if cover.reviewed:
        label = words("columns.cover.reviewed")
        base = replace(base, reviewed=label)
        choices["reviewed"] = Choices((words("columns.cover.yes"),), "", words("columns.cover.reviewed_hint"))
        rows.append(
            (
                Cell(None),
                Cell(label, look="strong"),
                Cell(None, look="answer", choices="reviewed", editable=True),
            )
        )
        rows.append(())
    rows += [
        (Cell(None), Cell(words("columns.cover.open"), look="")),
        (Cell(None), Cell(words("columns.cover.locked"), look="locked")),
        (Cell(None), Cell(words("columns.cover.late"), look="watch")),
        (),
        (Cell(None), Cell(said(style.about.of(language)), look="help")),
    ]
    columns = (Column(_NUMBER, look="plain"), Column(WIDTH, look="plain"), Column(14, look="plain"))
    name = tab_name(said(cover.name.of(language)))
    return base, Tab(name, tuple(rows), columns, protect=True, colour="1F4E78", heights=heights)
