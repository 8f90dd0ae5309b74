"""The forms of a status report come home: shown, and written with ``--write``."""

from collections.abc import Sequence
from pathlib import Path

from tpn.actions.report_form import FilledPlace, PlaceState, bring, places, read_form
from tpn.cli.exit_codes import CONFLICTS, FAULTS, OK
from tpn.cli.run import Run
from tpn.reports.blocks import told


def bring_forms(run: Run, files: Sequence[Path], kind: str, take: str, *, write: bool) -> int:
    """Bring forms home one after the other; 3 where somebody else has written in the same place."""
    code, said = OK, []
    loose: list[str] = []
    for path in files:
        form = read_form(path)
        filled = places(run, form, str(path), take)
        states = [one.state for one in filled]
        if PlaceState.CONFLICT in states:
            code = CONFLICTS
        elif PlaceState.UNREAD in states and not code:
            code = FAULTS
        written = bring(run, filled, path.name) if write else 0
        said += [_json(one, path) for one in filled]
        loose += form.loose
        if kind != "json":
            _tell(run, path, filled, form.loose, written=written)
    if kind == "json":
        done = write and code != CONFLICTS and not run.preview
        run.json({"format": 1, "written": done, "places": said, "outside": loose})
    return code


def _json(one: FilledPlace, path: Path) -> dict[str, object]:
    return {
        "file": str(path),
        "place": one.label,
        "route": list(one.route),
        "outcome": one.state.value,
        "base": one.was,
        "project": one.now,
        "form": one.written,
    }


def _tell(run: Run, path: Path, filled: Sequence[FilledPlace], loose: Sequence[str], *, written: int) -> None:
    words = run.words
    lines = []
    for one in filled:
        now, typed = (_named(run, one.route, value) for value in (one.now, one.written))
        said = {"place": one.label, "now": _shown(run, now), "written": _shown(run, typed)}
        lines.append(words(f"report.form.outcomes.{one.state.value}", **said))
    lines += [words("report.form.outside", written=text) for text in loose]
    if not lines:
        run.say(words("report.form.empty", file=path.name))
        return
    run.show([told(words("report.form.head", file=path.name), lines)])
    takes = sum(one.state is PlaceState.TAKE for one in filled)
    if written:
        run.tell(words.count("report.form.written", written))
    elif takes:
        run.tell(how=words.count("report.form.would", takes))


def _named(run: Run, route: Sequence[str | int], value: object) -> object:
    """A person by name: the form has names, the files have ids."""
    person = run.project.person.get(str(value)) if route[-1:] == ("by",) else None
    return person.name if person else value


def _shown(run: Run, value: object) -> str:
    if value is None or value == "":
        return run.words("report.form.nothing")
    return run.words.fill("{value}", {"value": value})
