"""A style and the project's rows become a workbook: which style was meant, whose rows, and when it is sent."""

from dataclasses import replace
from datetime import date, datetime

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.history.additions import additions
from tpn.library import find, pieces
from tpn.model.similar import closest
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.load_style import load_style
from tpn.sheets.style import Style
from tpn.spreadsheets.book import Book
from tpn.views.rows import Tables


def style_named(session: Session, name: str) -> Style:
    """The style of that name.

    Raises:
        Stop: there is none; those there are, are named (exit code 2).
    """
    if find(f"sheets/{name}.yaml", session.words.folder) is None:
        known = sorted(piece.name for piece in pieces("sheets", session.words.folder))
        meant = closest(name, known)
        hint = "suggestion" if meant else None
        session.stop("no-such-style", name=name, known=tuple(known), suggestion=meant, hint=hint)
    return load_style(name, session.words.folder)


def kinds_of(style: Style) -> list[str]:
    """The kinds of rows that a style shows, in its order."""
    return [table.rows for tab in style.tabs for table in tab.tables]


def tables_of(session: Session) -> Tables:
    """The rows of the session's project.

    Raises:
        Stop: faults stand in the way (exit code 1).
    """
    return Tables(plan_of(session), session.loaded.standing)


def sending(session: Session, person: str = "") -> Sending:
    """What is sent: now by the clock, or at the start of the day that ``--today`` names."""
    today, clock = session.today, session.clock().replace(microsecond=0)
    fixed = "today" in session.values
    sent = datetime(today.year, today.month, today.day) if fixed else clock  # noqa: DTZ001 - a sheet's time has no zone
    return Sending(sent, today, person)


def workbook(session: Session, style: Style, person: str = "", until: date | None = None) -> Book:
    """The project in a style: all of it, or one person's rows as far as a day.

    Raises:
        Stop: the person has no rows (exit code 1).
    """
    tables = replace(tables_of(session), until=until)
    what = replace(sending(session, person), added=additions(session.folder, style.name, person))
    if person and until:
        what = replace(what, waiting=tables.waiting(set(kinds_of(style)), person), until=until)
    book = lay_out(tables, style, session.words, what)
    if person and not any(tab.header is not None for tab in book.tabs):
        session.stop("export-nothing", exit_code=1, name=session.project.person[person].name)
    return book
