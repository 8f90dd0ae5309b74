"""``tpn init DIR``: a new project folder, laid out from the method or copied from an example."""

import sys
from dataclasses import replace
from pathlib import Path

from tpn.actions.load_plan import plan_of
from tpn.actions.new_project import BLANK, NewProject, project_files, write_project
from tpn.cli.ask_new_project import ask_new_project
from tpn.cli.run import Run
from tpn.source.names import must_be_name


def perform(
    run: Run,
    *,
    folder: Path,
    source: str,
    name: str | None,
    municipality: str | None,
    services: str | None,
    waves: str | None,
    start: str | None,
) -> None:
    """A new project in a new folder."""
    must_be_name(folder, "tpn init")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        run.stop("folder-not-empty", file=str(folder), folder=str(folder))
    if source == BLANK and not (municipality or services or name or start) and sys.stdin.isatty():
        asked = ask_new_project(run)
    else:  # an example has what it has
        day = run.date(start, "--start") if start and source == BLANK else None
        asked = NewProject(municipality or "", _parts(services or ""), day, name or "")
    together = tuple(_parts(wave) for wave in (waves or "").split(";") if wave)
    files = project_files(run, source, replace(asked, waves=together))
    if run.preview:
        run.say(run.words("init.would", folder=str(folder), files=tuple(sorted(files))))
        return
    write_project(run, folder, files)
    _tell(run, folder, proposed=source == BLANK)


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(",") if part.strip())


def _tell(run: Run, folder: Path, *, proposed: bool) -> None:
    folder = folder if folder.name else folder.absolute()
    made = Run({**run.values, "project": str(folder)}, run.line, run.clock)
    plan = plan_of(made)
    run.say(run.words.count("init.made", len(plan.project.services), name=plan.project.about.name,
                            folder=str(folder), activities=len(plan.work)))  # fmt: skip
    run.say(run.words("init.forecast", finish=plan.schedule.finish))
    first = f" {run.words('init.first')}" if run.closing else ""  # else whoever asks next begins with that
    if proposed:
        run.say(run.words("init.proposed") + first)
    if run.closing:
        run.say(run.words("init.next"))
