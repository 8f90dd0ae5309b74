"""``tpn init DIR``: a new project folder, laid out from the method or copied from an example."""

import shutil
import sys
import tempfile
from pathlib import Path

from tpn.actions.language import spoken_in
from tpn.actions.load_plan import plan_of
from tpn.cli.ask_new_project import ask_new_project
from tpn.cli.run import Run
from tpn.exchange.schema import as_text
from tpn.history.git_files import FILES
from tpn.library import data_dir, load, pieces
from tpn.model import MARKER
from tpn.model.choices import Language
from tpn.model.similar import closest
from tpn.problems import Stop
from tpn.source.names import must_be_name
from tpn.source.writing import writing_problem
from tpn.starter import Choices, lay_out
from tpn.texts import Words

# the first line of each file of a project names it
SCHEMA = "tpn.schema.json"


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
    if source == "blank":
        if not (municipality or services or name or start) and sys.stdin.isatty():
            asked = ask_new_project(run)
            municipality, services = asked.municipality, ",".join(asked.services)
            start = asked.start.isoformat() if asked.start else None
        texts = _laid_out(run, name, municipality, services, waves, start)
    elif source in {"halden", "sandnes"}:
        texts = _example(source)
    else:
        run.stop("no-such-start", value=source, known=("blank", "halden", "sandnes"))
    texts = texts | {SCHEMA: _schema(run, texts)} | _for_git()
    if run.preview:
        run.out(run.words("init.would", folder=str(folder), files=tuple(sorted(texts))))
        return
    _write(folder, texts)
    run.written += [f"{folder}/{name}" for name in texts]
    _tell(run, folder, proposed=source == "blank")


def _for_git() -> dict[str, str]:

    return {f"history/{name}": text for name, text in FILES.items()}


def _catalogue() -> list[str]:

    return [piece.name.rpartition("/")[2] for piece in pieces("catalogue/services")]


def _laid_out(
    run: Run,
    name: str | None,
    municipality: str | None,
    services: str | None,
    waves: str | None,
    start: str | None,
) -> dict[str, str]:
    """The blueprint laid out. No finish and no launch is typed: nobody has agreed on any, and the plan gives them."""
    chosen = tuple(part.strip() for part in (services or "").split(",") if part.strip())
    in_waves = tuple(
        tuple(part.strip() for part in wave.split(",") if part.strip())
        for wave in (waves or "").split(";")
        if wave
    )
    for one in (*chosen, *(one for wave in in_waves for one in wave)):
        _known(run, one)
    town = run.words("init.name_with", municipality=municipality) if municipality else run.words("init.name")
    begin = run.date(start, "--start") if start else run.today
    choices = Choices(
        name=name or town, start=begin, language=Language(run.language), municipality=municipality or None,
        services=chosen, waves=in_waves,
    )  # fmt: skip
    return lay_out(choices)


def _known(run: Run, typed: str) -> None:
    """A word near a catalogue's id that is none is a slip; anything else is a service of the municipality's own."""
    ids = _catalogue()
    meant = closest(typed, ids)
    if (
        typed not in ids
        and meant
        and " " not in typed
        and typed.islower()
        and meant[0] == typed[0]
        and not _short(typed)
    ):
        run.stop("no-such-service", value=typed, suggestion=meant, hint="suggestion")


def _short(typed: str) -> bool:

    return any(load(f"catalogue/services/{name}.yaml").get("short") == typed for name in _catalogue())


def _schema(run: Run, texts: dict[str, str]) -> str:
    """What editors complete and check the files by, in the language that the project speaks."""
    return as_text(Words(spoken_in(texts[MARKER].encode()) or run.language))


def _example(name: str) -> dict[str, str]:

    folder = data_dir("examples") / name
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in {".yaml", ".json", ".md"}
    ]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def _write(folder: Path, texts: dict[str, str]) -> None:
    """All of it or nothing: built beside, then given its name."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".tpn-"))
    except OSError as error:
        raise Stop(writing_problem(error, str(folder.parent))) from None
    try:
        for name, text in texts.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_text(text, "utf-8", newline="\n")
        beside.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        raise Stop(writing_problem(error, str(folder))) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _tell(run: Run, folder: Path, *, proposed: bool) -> None:

    made = Run({**run.values, "project": str(folder)}, run.line, run.clock)
    plan = plan_of(made)
    run.out(run.words.count("init.made", len(plan.project.services), name=plan.project.about.name,
                            folder=str(folder), activities=len(plan.work)))  # fmt: skip
    run.out(run.words("init.forecast", finish=plan.schedule.finish))
    if proposed:
        run.out(run.words("init.proposed"))
    run.out(run.words("init.next"))
