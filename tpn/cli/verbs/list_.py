"""``tpn list WHAT``: the records of a kind, or without WHAT the kinds that there are."""

from datetime import date, timedelta

from tpn.actions.find_named import phase_named, service_named
from tpn.actions.load_plan import plan_of
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.edits.typed_values import Typist
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.index import Route
from tpn.reports.blocks import Block, Heading, Paragraph, TextTable, inline, quiet
from tpn.reports.list_screen import ListScreen
from tpn.reports.record_screen import typed
from tpn.spreadsheets.book import Cell, Tab
from tpn.spreadsheets.csv_file import dump
from tpn.texts.parse_words import kind_of, meant_kind
from tpn.views.listing import Lister, Listing, ListQuery, as_json, class_of, listed
from tpn.views.next_step import after_kinds, after_list


def perform(
    run: Run,
    *,
    what: str | None,
    phase: str | None,
    service: str | None,
    responsible: str | None,
    status: str | None,
    late: bool,
    overdue: bool,
    expected_late: bool,
    open_only: bool,
    counted: bool,
    planned: bool,
    critical: bool,
    due: str | None,
) -> None:
    """The records of a kind."""
    lister = Lister(plan_of(run), run.loaded.standing)
    judged = (late, overdue, expected_late, open_only, counted, planned, critical)
    asked = any((phase, service, responsible, status, *judged, due is not None))
    if what is None and not asked:
        _kinds(run, lister)
        return
    kind, within = _kind(run, what or "activities")
    found = lister.of(
        kind,
        ListQuery(
            phase_named(run, phase) if phase else None,
            service_named(run, service) if service else None,
            Typist(run.project, run.today, run.folder).person(responsible) if responsible else None,
            _status(run, class_of(kind), kind, status) if status else None,
            late,
            _until(run, due) if due is not None else None,
            within,
            *judged[1:],
        ),
    )
    if found.unfit:
        run.stop("cannot-filter", what=_many(run, kind), option=f"--{found.unfit[0]}")
    _tell(run, found)


def _kind(run: Run, typed: str) -> tuple[str, Route]:
    """The kind that was meant: by name in any language, or a list inside one record (``G-01/målinger``)."""
    holder, _, last = typed.rpartition("/")
    index = run.loaded.index
    named = kind_of(last, run.folder)
    kind = listed(named) if named else None
    if kind and (not holder or holder in index.by_address):
        return kind, index.by_address[holder].route if holder else ()
    if typed in index.by_address or named in index.by_address:
        shown = typed if typed in index.by_address else named
        run.stop("no-such-list", value=typed, record=shown, hint="record")
    meant = meant_kind(last, run.folder) if not holder else None
    run.stop(
        "no-such-list", value=typed, suggestion=meant, hint="suggestion" if meant and not named else None
    )


def _many(run: Run, kind: str) -> str:
    return run.words(f"kinds.{kind}.many")


def _status(run: Run, cls: type[Record], kind: str, typed: str) -> str:

    take = takes(cls).get("status") or takes(cls).get("answer")
    if take is None or take.choices is None:
        run.stop("cannot-filter", what=_many(run, kind), option="--status")
    return str(Typist(run.project, run.today, run.folder).value(take, typed))


def _until(run: Run, typed: str) -> date:
    """``14d``, ``2u``, ``14`` (days of the calendar from today), or a date."""
    number, unit = (typed[:-1], typed[-1:].lower()) if typed[-1:].isalpha() else (typed, "d")
    if number.isdecimal() and len(number) < 4 and unit in {"d", "u", "v", "w"}:  # noqa: PLR2004 - a year is no count
        return run.today + timedelta(days=int(number) * (1 if unit == "d" else 7))
    return run.date(typed, "--due")


def _tell(run: Run, found: Listing) -> None:
    kind = run.format("table", "json", "csv", *DOCUMENTS[1:])
    screen = ListScreen(found, run.words, run.today)
    if kind == "json":
        run.json(as_json(found, run.today))
    elif kind == "md":
        run.out(screen.markdown())
    elif kind == "csv":
        _csv(run, screen.sheet())
    else:
        run.following = after_list(found)
        give_shown(run, screen.blocks(), screen.title(run.project.about.name), kind)


def _csv(run: Run, rows: list[list[object]]) -> None:
    """As a Norwegian office program expects it; on the screen without its byte-order mark."""
    text = dump(Tab("list", tuple(tuple(Cell(value) for value in row) for row in rows)))  # type: ignore[arg-type]
    if run.output:
        run.deliver(text)
    else:
        run.out(text.decode("utf-8-sig").replace("\r\n", "\n"))


def _called(run: Run, kind: str) -> str:
    """What a kind is called where it is typed: in one word, if it has one."""
    return str(run.words.find(f"list.short.{kind}") or run.words(f"kinds.{kind}.many"))


def _kinds(run: Run, lister: Lister) -> None:
    """What can be listed, and how many there are of each."""
    kind = run.format("table", "json")
    counts = lister.counts()
    if kind == "json":
        run.json(
            {"format": 1, "kinds": [{"kind": name, "records": number} for name, number in counts.items()]}
        )
        return
    rows = tuple(
        (inline(str(number)), inline(f"tpn list {typed(_called(run, name))}"))
        for name, number in counts.items()
    )
    run.following = after_kinds(counts, lister.overdue)
    title = run.words("list.title", project=run.project.about.name)
    blocks: list[Block] = [
        Heading(1, inline(title)), Paragraph(inline(quiet(run.words("list.kinds")))),
        TextTable((), rows, ("right", "left")),
    ]  # fmt: skip
    give_shown(run, blocks, title, kind)
