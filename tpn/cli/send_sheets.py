"""One workbook for each responsible, the mail beside it, and the round that remembers who was sent what."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tpn.cli.run import Run
from tpn.model.people import first_name

if TYPE_CHECKING:
    from datetime import date

    from tpn.history.rounds import Sent
    from tpn.sheets.layout import Sending
    from tpn.sheets.style import Style
    from tpn.views.rows import Scope, Tables


def send_each(run: "Run", style: "Style", folder: Path, kind: str, *, due: str | None, mail: bool) -> None:
    """Write the workbooks and the mails, and remember the round; nothing is written where one of them exists."""
    from tpn.history.journal import write
    from tpn.history.rounds import Round, change_of, free_name
    from tpn.views.rows import people_with_rows

    tables = tables_of(run)
    people = people_with_rows(tables, _kinds(style))
    if not people:
        run.stop("export-nobody", exit_code=1)
    day = run.date(due, "--due") if due else None
    what = replace(sending(run), due=day, round=free_name(run.folder, run.today, folder.name))
    _must_be_free(run, folder, people, kind, mail=mail)
    _made(folder)
    sent = tuple(
        _send(run, tables, style, replace(what, person=who), folder / f"{who}.{kind}", mail=mail)
        for who in people
    )
    made = Round(what.round, run.today, day, style.name, sent)
    write(run.folder, [change_of(run.folder, made)], run.line, run.clock())
    run.out(run.words.count("export.sent", len(sent), folder=str(folder), name=made.name))
    _tell_unreachable(run, people, mail=mail)


def _kinds(style: "Style") -> list[str]:
    return [table.rows for tab in style.tabs for table in tab.tables]


def _must_be_free(run: "Run", folder: Path, people: tuple[str, ...], kind: str, *, mail: bool) -> None:
    """A sheet that somebody may be filling in is never written over."""
    for who in people:
        for suffix in (kind, "eml") if mail else (kind,):
            path = folder / f"{who}.{suffix}"
            if path.exists():
                run.stop("file-exists", file=str(path))
    if folder.exists() and not folder.is_dir():
        run.stop("folder-is-file", file=str(folder))


def _made(folder: Path) -> None:
    """The folder, made where it is not there."""
    from tpn.problems import Stop
    from tpn.source.writing import writing_problem

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(writing_problem(error, str(folder))) from error


def _send(run: "Run", tables: "Tables", style: "Style", what: "Sending", path: Path, *, mail: bool) -> "Sent":
    from tpn.history.rounds import Sent
    from tpn.sheets.layout import lay_out
    from tpn.spreadsheets.writers import write

    write(lay_out(tables, style, run.words, what), path)
    if mail:
        _draft(run, what, path)
    rows = sum(
        len({row.address for row in tables.rows(kind, _only(what.person))}) for kind in set(_kinds(style))
    )
    name = run.project.person[what.person].name
    run.out(run.words.count("export.line", rows, name=name, file=path.name))
    return Sent(what.person, path.name, rows)


def _only(person: str) -> "Scope":
    from tpn.views.rows import Scope

    return Scope(person=person)


def _draft(run: "Run", what: "Sending", path: Path) -> None:
    from tpn.exchange.mail import Draft, draft
    from tpn.source import write_new

    project = run.project
    person, lead = project.person[what.person], project.person.get(project.about.lead or "")
    facts: dict[str, object] = {
        "project": project.about.name, "first_name": first_name(person), "due": what.due,
        "lead": lead.name if lead else "", "file": path.name,
    }  # fmt: skip
    letter = Draft(
        (person.name, person.email or ""), (lead.name, lead.email or "") if lead else ("", ""),
        _said(run, "subject", what.due, facts), _said(run, "text", what.due, facts),
    )  # fmt: skip
    write_new(path.with_suffix(".eml"), draft(letter, path.name, path.read_bytes()))


def _said(run: "Run", key: str, due: "date | None", facts: dict[str, object]) -> str:
    return run.words(f"export.mail.{key}_{'due' if due else 'open'}", **facts)


def _tell_unreachable(run: "Run", people: tuple[str, ...], *, mail: bool) -> None:
    """Those whose mail has no address in it."""
    from tpn.exchange.mail import reachable

    names = [
        run.project.person[who].name for who in people if not reachable(run.project.person[who].email or "")
    ]
    if mail and names:
        run.tell(run.words("export.no_address", names=names))


def tables_of(run: Run) -> "Tables":
    """The rows of the run's project."""
    from tpn.actions.load_plan import plan_of
    from tpn.views.rows import Tables

    plan = plan_of(run)
    return Tables(plan, run.loaded.index)


def sending(run: Run, person: str = "") -> "Sending":
    """What is sent: now by the clock, or at the start of the day that ``--today`` names."""
    from tpn.sheets.layout import Sending

    today = run.today
    clock = run.clock().replace(microsecond=0)
    sent = datetime(today.year, today.month, today.day) if "today" in run.values else clock  # noqa: DTZ001 - a sheet's time has no zone
    return Sending(sent, today, person)
