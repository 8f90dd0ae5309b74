"""A new project: the files that it is laid out of, and the folder that they are put in."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tpn.actions.language import spoken_in
from tpn.actions.session import Session
from tpn.exchange.schema import as_text
from tpn.history.git_files import FILES
from tpn.library import data_dir, load, pieces
from tpn.model import MARKER
from tpn.model.choices import Language
from tpn.model.similar import closest
from tpn.problems import Stop
from tpn.source.writing import folder_beside, writing_problem
from tpn.starter import Choices, lay_out
from tpn.texts import Words

BLANK, EXAMPLES = "blank", ("halden", "sandnes")
# the first line of each file of a project names it
SCHEMA = "tpn.schema.json"


@dataclass(frozen=True, slots=True)
class NewProject:
    """What is said of a project that begins. ``services`` are ids of the catalogue, or names of one's own.

    ``waves`` says which of them go live together, in order; empty where the method decides.
    """

    municipality: str = ""
    services: tuple[str, ...] = ()
    start: date | None = None
    name: str = ""
    waves: tuple[tuple[str, ...], ...] = ()


def project_files(session: Session, source: str, asked: NewProject) -> dict[str, bytes]:
    """The files of a new project by their name in its folder: laid out from the method, or those of an example.

    Raises:
        Stop: there is no such example, or a service is a slip of one in the catalogue (exit code 2).
    """
    if source == BLANK:
        files = {name: text.encode() for name, text in _laid_out(session, asked).items()}
    elif source in EXAMPLES:
        files = _example(source)
    else:
        session.stop("no-such-start", value=source, known=(BLANK, *EXAMPLES))
    kept = {f"history/{name}": text.encode() for name, text in FILES.items()}
    return files | {SCHEMA: _schema(session, files[MARKER]).encode()} | kept


def _laid_out(session: Session, asked: NewProject) -> dict[str, str]:
    """The blueprint laid out. No finish and no launch is typed: nobody has agreed on any, and the plan gives them."""
    for one in (*asked.services, *(one for wave in asked.waves for one in wave)):
        _must_be_meant(session, one)
    words, town = session.words, asked.municipality
    called = words("init.name_with", municipality=town) if town else words("init.name")
    return lay_out(Choices(
        name=asked.name or called, start=asked.start or session.today, language=Language(session.language),
        municipality=town or None, services=asked.services, waves=asked.waves,
    ))  # fmt: skip


def _must_be_meant(session: Session, typed: str) -> None:
    """A word near a catalogue's id that is none is a slip; anything else is a service of the municipality's own."""
    ids = [piece.name.rpartition("/")[2] for piece in pieces("catalogue/services")]
    meant = closest(typed, ids)
    if (
        typed not in ids
        and meant
        and " " not in typed
        and typed.islower()
        and meant[0] == typed[0]
        and not any(load(f"catalogue/services/{name}.yaml").get("short") == typed for name in ids)
    ):
        session.stop("no-such-service", value=typed, suggestion=meant, hint="suggestion")


def _schema(session: Session, marker: bytes) -> str:
    """What editors complete and check the files by, in the language that the project speaks."""
    return as_text(Words(spoken_in(marker) or session.language))


def _example(name: str) -> dict[str, bytes]:
    """Every file of an example, its published papers too; not what a copy remembers for itself."""
    folder = data_dir("examples") / name
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write_project(session: Session, folder: Path, files: Mapping[str, bytes]) -> None:
    """The new folder, all of it or nothing: built beside, then given its name.

    Raises:
        Stop: it cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = folder_beside(folder)
    except OSError as error:
        raise Stop(writing_problem(error, str(folder.parent))) from None
    try:
        for name, data in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            with (beside / name).open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        beside.chmod(0o755)
        if _gives_way(folder):
            beside.rename(folder)
        else:
            _move_in(beside, folder)
    except OSError as error:
        raise Stop(writing_problem(error, str(folder))) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    session.written += [f"{folder}/{name}" for name in files]


def _gives_way(folder: Path) -> bool:
    """Whether a folder can be put there: not where somebody stands in it, or another program has it open."""
    if not folder.exists():
        return True
    if folder.samefile(Path.cwd()):
        return False
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def _move_in(beside: Path, folder: Path) -> None:
    """Into a folder that stays, what makes it a project last; where one part fails, none is left there.

    Raises:
        OSError: a part cannot be moved.
    """
    moved: list[Path] = []
    try:
        for part in sorted(beside.iterdir(), key=lambda one: one.name == MARKER):
            moved.append(part.rename(folder / part.name))  # noqa: PERF401 - those before a failure count
    except OSError:
        for part in reversed(moved):
            part.rename(beside / part.name)
        raise
