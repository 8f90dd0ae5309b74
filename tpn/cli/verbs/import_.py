"""``tpn import``: what came back – seen first, then written with ``--write``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tpn.actions.classify_files import LineOptions, files_of
from tpn.actions.find_named import phase_named
from tpn.actions.import_result import ForeignFile, ImportResult
from tpn.actions.import_sheets import SheetImport
from tpn.actions.keep_additions import kept_additions
from tpn.actions.open_files import opened
from tpn.actions.write_import import answered_rounds, write_import
from tpn.cli.exit_codes import CONFLICTS
from tpn.cli.print_effects import print_effect
from tpn.cli.proposal_sheet import bring_proposal
from tpn.cli.reorganisation import bring_reorganisation
from tpn.cli.report_form import bring_forms
from tpn.cli.run import Run, typed_word
from tpn.edits.one_person import Joined
from tpn.edits.step_times import own_times
from tpn.history.rounds import round_named
from tpn.model.about import Person
from tpn.model.wording import fold
from tpn.problems import CellPlace, Problem
from tpn.reports.blocks import Block, Break, Items, Paragraph, inline
from tpn.reports.form_files import is_form_file, is_proposal_file, is_reorganisation_file
from tpn.reports.import_screen import ImportScreen, Names
from tpn.reports.reading_screen import left_out_blocks
from tpn.roundtrip.three_way import OutcomeKind
from tpn.source.events import collector_off
from tpn.texts.names import called_by_id, field_name
from tpn.views.change_effect import Effect
from tpn.views.next_step import NextStep, after_import


def perform(
    run: Run,
    *,
    files: list[Path],
    write: bool,
    take: str,
    profile: str | None,
    phase: str | None,
    new_people: bool,
) -> int:
    """What came back: changed, new, in conflict, gone; written when asked for."""
    kind = run.format("table", "json")
    own, files = _of_their_own(files)
    forms, files = _forms(files)
    if own and (code := max(bring(run, file, kind, write=write) for file, bring in own)):
        return code
    if own and not forms and not files:
        return 0
    if forms and not files:
        return _report_forms(run, forms, kind, _side(run, take, {})[0], write=write)
    books = opened(run, files)  # begun before anything else is imported: most of the waiting is for them

    asked = LineOptions(profile, phase_named(run, phase) if phase else None, new_people)
    side, first = _side(run, take, books.names)
    bringing = SheetImport(run, side, first)
    with collector_off():
        made = bringing.bring(*files_of(run, books, asked))
    written = write and bool(made.changes)
    if write:
        write_import(run, bringing, made)
    if kind == "json":
        run.json(_json(made, written=written))
    else:
        moved = None if write or not made.changes else bringing.effect(made)
        _tell(run, made, moved, written=write)
        run.following = _following(run, made, written=written)
    if forms and (code := _report_forms(run, forms, kind, side, write=write)):
        return code
    return CONFLICTS if made.conflicts else int(any(_is_fault(problem) for problem in made.problems))


def _side(run: Run, take: str, names: Mapping[Path, str]) -> tuple[str, tuple[str, ...]]:
    """For whom conflicts are decided: a side, or files, of which the first that says something counts.

    Raises:
        Stop: it is no side, and no file of this import (exit code 2).
    """
    side = fold(take)
    if side in _SIDES:
        return _SIDES[side], ()
    if side in _NEWEST and names:
        return "", tuple(names[path] for path in sorted(names, key=_saved, reverse=True))
    if meant := [name for path, name in names.items() if take in {name, path.name, str(path)}]:
        return "", (meant[0],)
    run.stop("bad-take", value=take)


_SIDES = {"": "", "sheet": "sheet", "ark": "sheet", "arket": "sheet", "project": "project", "prosjekt": "project",
          "prosjektet": "project"}  # fmt: skip
_NEWEST = frozenset({"newest", "nyeste", "nyaste"})


def _saved(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0.0


def _following(run: Run, made: ImportResult, *, written: bool) -> NextStep | None:
    """The same line with ``--write``, where there is something to write; the status once it is written.

    While somebody has to choose, that comes first: the screen ends with how.
    """
    if not made.changes or (made.conflicts and not written):
        return None
    names = {
        Path(file).name for file in (*(one.file for one in made.homes), *(one.file for one in made.strangers))
    }
    line = list(run.line)
    files = [word for word in line if Path(word).name in names]
    asked = [word for at, word in enumerate(line) if word in _AGAIN or (at and line[at - 1] in _VALUED)]
    known = written or len(files) == len(names)
    return after_import(written=written, files=" ".join(map(typed_word, [*files, *asked]))) if known else None


_VALUED = frozenset({"--phase", "--profile", "--take"})
_AGAIN = _VALUED | {"--new-people"}
"""Options that say what is written: the next line has them too."""


def _of_their_own(files: list[Path]) -> tuple[list[tuple[Path, Callable[..., int]]], list[Path]]:
    """The workbooks that are read by a rule of their own, each with it; and the others."""
    kinds = ((is_proposal_file, bring_proposal), (is_reorganisation_file, bring_reorganisation))
    own = [(file, next((bring for is_one, bring in kinds if is_one(file)), None)) for file in files]
    return [(file, bring) for file, bring in own if bring], [file for file, bring in own if bring is None]


def _forms(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """The files that are the form of a status report, and the others."""
    forms = [file for file in files if is_form_file(file)]
    return forms, [file for file in files if file not in forms]


def _report_forms(run: Run, files: list[Path], kind: str, take: str, *, write: bool) -> int:
    """The forms of a status report: what was written in them, seen first."""
    return bring_forms(run, files, kind, take, write=write)


def _is_fault(problem: Problem) -> bool:
    return problem.level == "error"


def _json(made: ImportResult, *, written: bool) -> dict[str, object]:
    files = [*(home.file for home in made.homes), *(stranger.file for stranger in made.strangers)]
    sent = [home.base.sent.isoformat() for home in made.homes if home.known]
    return {
        "format": 1, "file": files[0] if len(files) == 1 else files, "base": sent[0] if sent else None,
        "written": written,
        "outcomes": [_outcome(one) for one in made.outcomes],
        "joined": [{"id": one.other, "into": one.person.id, "name": one.person.name} for one in made.joined],
        "problems": [_problem(problem) for problem in made.problems],
        "left_out": [{"file": one.file, **part.as_json()} for one in made.strangers for part in one.left_out],
    }  # fmt: skip


def _outcome(one: Any) -> dict[str, object]:
    said = one.said[0] if one.said else None
    place = said.place if said else None
    found = {
        "outcome": one.kind.value, "id": one.id, "field": one.field or None, "base": one.base,
        "project": one.project, "sheet": one.sheet, "file": said.sheet if said else None,
        "cell": f"{place.tab}!{place.cell}" if place else None,
    }  # fmt: skip
    if one.row is not None:
        found["values"] = one.row
    if len(one.said) > 1:
        found["answers"] = [
            {
                "file": some.sheet,
                "value": some.value,
                "cell": f"{some.place.tab}!{some.place.cell}" if some.place else None,
            }
            for some in one.said
        ]
    return found


def _problem(problem: Problem) -> dict[str, object]:

    place = problem.place
    cell = {"cell": f"{place.tab}!{place.cell}"} if isinstance(place, CellPlace) else {}
    facts = {key: value for key, value in problem.facts.items() if key != "hint"}
    return {
        "slug": problem.slug,
        "level": problem.level,
        "file": getattr(place, "file", None),
        **cell,
        **facts,
    }


def _tell(run: Run, made: ImportResult, moved: Effect | None, *, written: bool) -> None:

    words, project = run.words, run.project
    known = run.loaded.index.by_address
    kinds = {one.id: known[one.id].kind for one in made.outcomes if one.id in known}
    kinds |= {row.address: row.table.kind for home in made.homes for row in home.rows if row.address}
    called = called_by_id(project, words)
    people = called["people"]
    names = Names(
        kinds, called, {home.file: people.get(home.base.to, home.file) for home in made.homes},
    )  # fmt: skip
    screen = ImportScreen(
        words,
        run.today,
        names,
        one_file=len(made.homes) + len(made.strangers) == 1,
        shown=made.shown,
        agreed=made.agreed,
    )
    heads = [*_head(run, made), *_of_round(run, made)]
    blocks: list[Block] = [Paragraph(inline(*[part for line in heads for part in (Break(), line)][1:]))]
    table = screen.table(made.outcomes, made.problems)
    joined = [(Paragraph(inline(_one_person(run, one))),) for one in made.joined]
    run.show([*blocks, *([table] if table.rows else []), *([Items(tuple(joined))] if joined else [])])
    for stranger in (one for one in made.strangers if one.left_out):
        run.show([*left_out_blocks(stranger.left_out, words)])
    if moved:
        print_effect(run, moved)
    _sum_up(run, made, written=written)


def _one_person(run: Run, one: Joined) -> str:
    """That two entries are one person now, with what roles, and what was said of the one and not of the other."""
    words, person = run.words, one.person
    roles = ", ".join(words.choice(role) for role in person.roles)
    line = words("import.one_person", id=person.id, other=one.other, name=person.name, roles=roles)
    left = ", ".join(f"{field_name(Person, key, words).lower()} «{value}»" for key, value in one.left)
    return f"{line} {words('import.one_person_left', left=left)}" if left else line


def _sum_up(run: Run, made: ImportResult, *, written: bool) -> None:
    """How much of each, and what to do next."""
    words = run.words
    kinds = [one.kind for one in made.outcomes]
    done = "written" if written else "ready"
    counts = (
        (f"{done}.changes", kinds.count(OutcomeKind.TAKE)), (f"{done}.new", kinds.count(OutcomeKind.NEW)),
        ("count.conflicts", kinds.count(OutcomeKind.CONFLICT)), ("count.unread", sum(map(_is_fault, made.problems))),
    )  # fmt: skip
    said = [words.count(f"import.{key}", number) for key, number in counts if number]
    answers = bool(answered_rounds(run, made))
    waiting = not written and (answers or bool(kept_additions(run, made.homes)))
    if not said:
        run.tell_nothing(words("import.nothing"))
        run.settled = not waiting  # an answer without changes is still an answer
        if waiting:
            _tell_waiting(run, len(made.homes) if answers else 0)
        return
    joined = words("common.and", first=", ".join(said[:-1]), last=said[-1]) if said[1:] else said[0]
    run.tell(joined[0].upper() + joined[1:] + ".")
    if made.undated:
        run.tell(words.count("import.undated", len(made.undated), id=made.undated[0], date=run.today))
    for service in own_times(run.project, made.outcomes):
        run.tell(words("process.own_times", name=run.project.service[service].name))
    if made.changes:
        run.tell(how=words("import.undo" if written else "import.would"))
    elif waiting:
        _tell_waiting(run, len(made.homes) if answers else 0)
    else:  # what cannot be read has to be mended in the sheet first: there is nothing to agree to
        run.settled = not made.conflicts
    if made.conflicts:
        ids = tuple(dict.fromkeys(one.id for one in made.conflicts))[:5]
        between = all(
            len(one.said) > 1 for one in made.conflicts
        )  # two sheets: neither choice says which of them
        file = made.conflicts[0].said[0].sheet if made.conflicts[0].said else ""
        rest = words("import.rest_written") if made.changes and not written else ""
        decide = words(
            "import.decide_between" if between else "import.decide", ids=ids, file=typed_word(file)
        )
        run.tell(how=" ".join(filter(None, (decide, rest))))


def _tell_waiting(run: Run, answers: int) -> None:
    if not answers:
        run.tell(how=run.words("import.added.how"))
        return
    told, how = (run.words.count(f"import.answers_{key}", answers) for key in ("would", "how"))
    run.tell(told, how=how)


def _head(run: Run, made: ImportResult) -> list[str]:
    """What came back: one sheet with whom and when it was sent, or how many."""
    words, people = run.words, run.project.person
    if made.strangers and not made.homes:
        return [_head_foreign(run, one) for one in made.strangers]
    known = [home for home in made.homes if home.known]
    if len(made.homes) == 1 and known:
        home = known[0]
        to = people[home.base.to].name if home.base.to in people else ""
        key = "import.head_to" if to else "import.head"
        return [words(key, file=home.file, sent=home.base.sent.date(), who=to)]
    number = len(made.homes) + len(made.strangers)
    if not known:
        return [words.count("import.sheets", number)]
    return [words.count("import.heads", number, sent=min(home.base.sent.date() for home in known))]


def _head_foreign(run: Run, one: ForeignFile) -> str:
    """A sheet of others: how many records of each kind were understood."""
    said = [f"{number} {run.words.count(f'kinds.{kind}', number)}" for kind, number in one.kinds.items()]
    return f"{one.file}: {', '.join(said)}"


def _of_round(run: Run, made: ImportResult) -> list[str]:
    """Of the rounds that the sheets belong to: how many have answered, with these, and how many are missing."""
    lines = []
    for name in dict.fromkeys(home.base.round for home in made.homes if home.known and home.base.round):
        found = round_named(run.folder, name)
        here = {home.base.to for home in made.homes if home.base.round == name}
        if found:
            missing = sum(one.answered is None and one.person not in here for one in found.people)
            answered = len(found.people) - missing
            lines.append(run.words("import.round", name=name, answered=answered, missing=missing))
    return lines
