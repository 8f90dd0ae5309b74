"""The plan as a workbook: agreed and forecast dates in columns, and a bar over the weeks."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tpn.charts.gantt_words import finish_said, phase_name
from tpn.spreadsheets.book import BarRule, Book, Cell, ColumnFormat, Print, Properties, Row, Tab
from tpn.texts import Words
from tpn.views.gantt_facts import GanttBar, GanttFacts

WEEK_WIDTH = 2.4
_START, _END = 3, 4
_FIXED = (ColumnFormat(40), ColumnFormat(12, "date"), ColumnFormat(12, "date"), ColumnFormat(12, "date"),
          ColumnFormat(12, "date"), ColumnFormat(12, "date"), ColumnFormat(12, "date"), ColumnFormat(11, "number"),
          ColumnFormat(12))  # fmt: skip


def gantt_book(view: GanttFacts, words: Words) -> Book:
    """One tab: the phases, the services, and each service phase by phase; a column for each week."""
    weeks = _weeks(view)
    title = words("gantt.title", name=view.name)
    rows: list[Row] = [(Cell(title, look="title"),), (Cell(finish_said(view, words), look="plain"),), ()]
    header = len(rows)
    heads = ("name", "agreed_start", "agreed_end", "start", "end", "launch_agreed", "launch", "days", "done")
    rows.append((
        *(Cell(words(f"gantt.book.{head}"), look="header") for head in heads),
        *(Cell(monday, "day", _week_look(monday, view.as_of)) for monday in weeks),
    ))  # fmt: skip
    rows += _rows(view, words)
    last = len(_FIXED) + len(weeks) - 1
    bar = BarRule((len(_FIXED), last), _START, _END)
    columns = (*_FIXED, *(ColumnFormat(WEEK_WIDTH, look="plain", bare=True) for _ in weeks))
    tab = Tab(
        words("gantt.book.tab"),
        tuple(rows),
        columns,
        header,
        freeze=(header + 1, 1),
        rules=(bar,),
        print=Print("A3"),
    )
    stamp = datetime(view.as_of.year, view.as_of.month, view.as_of.day, 12)  # noqa: DTZ001 - a document's time has no zone
    return Book((tab,), properties=Properties(title=title, created=stamp, language=words.language))


def _weeks(view: GanttFacts) -> list[date]:
    """The Mondays from the first to the last day of the chart."""
    monday = view.first - timedelta(days=view.first.weekday())
    found = []
    while monday <= view.last:
        found.append(monday)
        monday += timedelta(weeks=1)
    return found


def _week_look(monday: date, today: date) -> str:
    return "week-now" if monday <= today < monday + timedelta(weeks=1) else "week"


def _rows(view: GanttFacts, words: Words) -> Iterator[Row]:
    yield (Cell(words("gantt.phases"), look="caption"),)
    yield from (_row(bar, phase_name(bar, words), words) for bar in view.phases)
    yield (Cell(words("gantt.services"), look="caption"),)
    yield from (_row(bar, phase_name(bar, words), words) for bar in view.services)
    for group in view.groups:
        name = group.service.name if group.service else words("gantt.common")
        yield (Cell(name, look="caption"),)
        yield from (_row(bar, phase_name(bar, words), words) for bar in group.rows)


def _row(bar: GanttBar, name: str, words: Words) -> Row:
    dates = (bar.agreed_start, bar.agreed_end, bar.start, bar.end, bar.launch_agreed, bar.launch)
    done = words("gantt.book.of", done=bar.done, total=bar.total) if bar.total else None
    return (Cell(name), *(Cell(day) for day in dates), Cell(bar.late), Cell(done))
