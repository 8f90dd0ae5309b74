"""The workbook of a reorganisation: given, and brought home – seen first, then written with ``--write``."""

from datetime import datetime
from pathlib import Path

from tpn.actions.document_access import access_of_document
from tpn.actions.load_plan import plan_of
from tpn.actions.own_workbook import own_workbook
from tpn.actions.reorganise import GivenWork, NewPlace, Reorganised, reorganised
from tpn.cli.run import Run
from tpn.model.about import Person
from tpn.model.choices import Role
from tpn.reports.blocks import Told, told
from tpn.sheets.reorganisation import reorganisation_book, reorganisation_in
from tpn.spreadsheets.writers import files_of
from tpn.texts.names import field_name
from tpn.views.reorganisation import organisation
from tpn.views.values import title_of

_MOST = 6


def give_reorganisation(run: Run) -> None:
    """The units and the people as a workbook, with room for what is new."""
    if run.output is None:
        run.stop("needs-output")
    drawn = datetime(run.today.year, run.today.month, run.today.day)  # noqa: DTZ001 - a document's time has no zone
    book = reorganisation_book(organisation(plan_of(run)), run.words, drawn)
    run.give(files_of(book, run.output, access_of_document(run, "sheets")))


def bring_reorganisation(run: Run, path: Path, kind: str, *, write: bool) -> int:
    """What was written in the workbook, seen first; 1 where something in it could not be taken.

    Raises:
        Stop: it is no such workbook any more, or that of another project.
    """
    sheet = own_workbook(path, reorganisation_in, "reorganisation-not-here")
    back = reorganised(run, sheet, path.name)
    if back.edits and write:
        back.write(run, path.name)
    written = bool(back.edits) and write and not run.preview
    if kind == "json":
        run.json(_json(back, written=written))
    else:
        _tell(run, back, path.name, written=written)
    run.warn(back.problems)
    return int(any(one.level == "error" for one in back.problems))


def _json(back: Reorganised, *, written: bool) -> dict[str, object]:
    places = [
        {"person": one.person, "field": one.key, "before": one.before, "after": one.after}
        for one in back.places
    ]
    work = [
        {"from": one.one, "to": one.other, "records": [entry.address for entry in one.entries]}
        for one in back.work
    ]
    return {"format": 1, "new": back.comers, "people": places, "work": work, "written": written}


def _tell(run: Run, back: Reorganised, file: str, *, written: bool) -> None:
    words = run.words
    places = [words("reorganise.comer", name=one.name) for one in back.comers]
    places += [_place(run, place) for place in back.places]
    run.show([told(words("reorganise.read", file=file), [*places, *(_work(run, one) for one in back.work)])])
    if not back.edits:
        if not back.problems:  # what could not be taken is told by itself
            run.tell(words("reorganise.nothing"))
    elif written:
        run.say(words("reorganise.written"))
    else:
        run.tell(how=words("reorganise.would"))


def _place(run: Run, place: NewPlace) -> str:
    """A field of a person, and from what to what."""
    facts = {"name": place.name, "field": field_name(Person, place.key, run.words)}
    before, after = (_said(run, place, values) for values in (place.before, place.after))
    return run.words("reorganise.place", **facts, before=before, after=after)


def _work(run: Run, given: GivenWork) -> Told:
    """What goes from one person to another."""
    names = dict(zip(("one", "other"), given.names, strict=True))
    if not given.entries:
        return told(run.words("reorganise.no_work", **names))
    rows = [f"{entry.address} {title_of(entry.record)}".rstrip() for entry in given.entries[:_MOST]]
    if len(given.entries) > _MOST:
        rows.append(run.words("cancel.more", n=len(given.entries) - _MOST))
    return told(run.words.count("reorganise.work", len(given.entries), **names), rows)


def _said(run: Run, place: NewPlace, values: tuple[str, ...]) -> str:
    said = (run.words.choice(Role(one)) for one in values) if place.key == "roles" else values
    return ", ".join(said) or "–"
