"""A report's form brought home: each place against what was shown and what the project says now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from tpn.actions.own_workbook import workbook_read
from tpn.actions.session import Session
from tpn.actions.write_changes import By, tried, write_tried
from tpn.edits.typed_values import plain
from tpn.model.amounts import NotANumber, read_number
from tpn.model.base import Record
from tpn.model.choices import Dimension
from tpn.model.dates import NotADate, planned, read_date, recorded, typed
from tpn.model.people import called
from tpn.model.project import Project
from tpn.problems import FilePlace, Problem, Stop
from tpn.reports.report_form import FilledForm, is_form, read_book, read_document
from tpn.source import Append, Edit, Remove, Set

Route = tuple[str | int, ...]


class PlaceState(StrEnum):
    """What becomes of a place of the form."""

    TAKE = "take"
    AGREE = "agree"
    CONFLICT = "conflict"
    UNREAD = "unread"


class FilledPlace(NamedTuple):
    """A place where somebody has written: what stood there, what the project says now, what is written."""

    key: str
    route: Route
    state: PlaceState
    was: Any
    now: Any
    written: Any
    service: str = ""
    """The service that it is written of, in the report of one."""

    @property
    def label(self) -> str:
        """How the place is called in the form: row, and column where the table has several."""
        _, row, column = self.key.split("|")
        return f"{row}: {column}"


def read_form(path: Path) -> FilledForm:
    """What was written in a form, a document or a workbook.

    Raises:
        Stop: there is no such file (exit code 2), it cannot be read, or is no form.
    """
    if not path.is_file():
        raise Stop(Problem("file-missing", FilePlace(str(path))), 2)
    if path.suffix.lower() == ".docx":
        return read_document(path)
    book = workbook_read(path, str(path))
    if not is_form(book):
        raise Stop(Problem("report-no-form", FilePlace(str(path))))
    return read_book(book)


def places(session: Session, form: FilledForm, file: str, take: str = "") -> tuple[FilledPlace, ...]:
    """What was written in a form, and what becomes of it. A place left as it was shown says nothing.

    Raises:
        Stop: the form belongs to another project.
    """
    own = session.project.about.id
    if form.base["project"] != own:
        facts = {"project": form.base["project"], "own": own}
        raise Stop(Problem("import-other-project", FilePlace(file), facts))
    return tuple(_places(session, form, take))


def _places(session: Session, form: FilledForm, take: str) -> Iterator[FilledPlace]:
    for field in form.base["fields"]:
        said = form.said.get(field["key"])
        if said is None or _same(said, field["shown"]):
            continue
        said_route = tuple(field["route"])
        route, was = _found(session.project, said_route), field["value"]
        service = said_route[2] if said_route[:2] == _BY_SERVICE else ""
        if route is None:
            yield FilledPlace(field["key"], (), PlaceState.UNREAD, was, None, said)
            continue
        now = _plain(_at(session.project, route))
        try:
            written = _read(session, field["kind"], said, route)
        except (NotADate, NotANumber, ValueError):
            yield FilledPlace(field["key"], route, PlaceState.UNREAD, was, now, said, service)
            continue
        if _equal(written, now):
            state = PlaceState.AGREE
        elif _equal(now, was) or take == "sheet":
            state = PlaceState.TAKE
        elif take == "project":
            continue
        else:
            state = PlaceState.CONFLICT
        yield FilledPlace(field["key"], route, state, was, now, written, service)


def bring(session: Session, filled: Sequence[FilledPlace], file: str) -> int:
    """Write what can be taken; how many places that is.

    Raises:
        Stop: the project would become faulty by it; nothing is written then.
    """
    taken = [one for one in filled if one.state is PlaceState.TAKE]
    edits = [*_new_services(session, taken), *(_edit(one) for one in taken)]
    if edits:
        write_tried(session, tried(session.loaded, edits, session.today), by=By((file,)))
    return len(taken)


def _new_services(session: Session, taken: Sequence[FilledPlace]) -> Iterator[Edit]:
    """The entry of a service of which nothing was written before, so that there is somewhere to write."""
    known = {one.service for one in session.project.report.by_service}
    for one in taken:
        if one.service and one.service not in known:
            known.add(one.service)
            yield Append(_BY_SERVICE, {"service": one.service})


def _edit(one: FilledPlace) -> Edit:
    return Remove(one.route) if one.written is None else Set(one.route, one.written)


def _read(session: Session, kind: str, said: str, route: Route) -> Any:
    """A text as the value of its kind; None where it was emptied, or struck out with a dash.

    Raises:
        NotADate, NotANumber, ValueError: it is none.
    """
    text = said.strip()
    if not text.strip("-–—"):
        return None
    if kind == "number":
        return plain(read_number(text).number)
    if kind == "date":
        ways = planned if route[-2:] == _COMING else recorded
        return read_date(text, typed(ways(session.today), session.today)).day
    if kind == "person":
        found = called(session.project.people, text)
        if len(found) != 1:
            raise ValueError(text)
        return found[0]
    return text


_COMING = ("next_decision_point", "date")
"""The one day of a form that lies ahead: the figures are of a day that was, and an approval has been given."""
_OPEN: Mapping[tuple[str, ...], frozenset[str]] = {
    ("report", "summary"): frozenset({"achieved", "next", "challenge"}),
    ("report", "comments"): frozenset(one.value for one in Dimension),
    ("report",): frozenset({"no_decision_because"}),
    ("report", "next_decision_point"): frozenset({"date", "what"}),
    ("report", "approved"): frozenset({"by", "date"}),
    ("economy",): frozenset({"as_of"}),
    ("decisions", "*"): frozenset({"recommendation"}),
    ("economy", "lines", "*"): frozenset({"committed", "spent", "forecast"}),
}
"""Where a form may write; a file may be anybody's, and what it asks for beyond this is not done."""


_BY_SERVICE = ("report", "by_service")


def _found(project: Project, said: tuple[str, ...]) -> Route | None:
    """The way to a field of the form in the project as it is now; None where it leads nowhere, or elsewhere.

    Of a service that nothing is written of yet, the way to the entry that comes last.
    """
    *way, name = said
    if tuple(way[:2]) == _BY_SERVICE and len(way) > len(_BY_SERVICE):
        service, inner = way[2], tuple(way[3:])
        if name not in _OPEN.get(("report", *inner), ()) or inner == () or service not in project.service:
            return None
        written = [one.service for one in project.report.by_service]
        at = written.index(service) if service in written else len(written)
        return (*_BY_SERVICE, at, *inner, name)
    if name in _OPEN.get(tuple(way), ()):
        return said
    if not way or name not in _OPEN.get((*way[:-1], "*"), ()):
        return None
    records: Sequence[Record] = project.decisions if way[0] == "decisions" else project.economy.lines
    numbers = [n for n, one in enumerate(records) if str(getattr(one, one.KEY)) == way[-1]]
    return (*way[:-1], numbers[0], name) if len(numbers) == 1 else None


def _at(project: Any, route: Route) -> Any:
    """What stands at a route of the project's files."""
    here = project
    for step in route:
        if here is None:
            return None
        if isinstance(step, int):
            here = here[step] if step < len(here) else None
        elif isinstance(here, dict):
            here = next((value for key, value in here.items() if str(key) == step), None)
        else:
            here = getattr(here, step, None)
    return here


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _equal(one: Any, other: Any) -> bool:
    one, other = _plain(one), _plain(other)
    if isinstance(one, str) and isinstance(other, str):
        return _same(one, other)
    return bool(one == other)


def _same(one: str, other: str) -> bool:
    return " ".join(one.replace("\u00a0", " ").split()) == " ".join(str(other).replace("\u00a0", " ").split())
