"""What is answered in a meeting while it goes on: kept at once, so that nothing is lost when it is cut off.

``history/meetings/<meeting>.jsonl`` has one answer a line. An answer that is corrected stays where it stands, and a
later line says what it became (``instead_of``), or that it was taken back. When the answers are written into the
project a line says so, in the same write; what stands after the last such line is still to be written.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tpn.history.own_files import kept_text
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile, read_file
from tpn.source.inside import leads_out
from tpn.source.names import kept_name
from tpn.source.writing import writing_problem

FOLDER = Path("history") / "meetings"
_WRITTEN = {"at": "end", "said": "written"}
_WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MeetingAnswer:
    """One answer: at which step, what was said (``note``, ``done``, ``next`` …), and its particulars.

    ``gate``: of what was decided at a gate, which it is: ``phase:kickoff``, ``service:sfo``, ``wave:2``. ``half``: the
    seat was left before all of it was said; what was said counts, and the rest is asked when the meeting goes on.
    """

    at: str
    said: str
    text: str = ""
    who: tuple[str, ...] = ()
    due: date | None = None
    gate: str = ""
    half: bool = False


def path_of(project: Path, meeting: str) -> Path:
    """Where the answers of a meeting are kept."""
    return project / FOLDER / kept_name(project / FOLDER, meeting, ".jsonl")


def answers(project: Path, meeting: str) -> tuple[MeetingAnswer, ...]:
    """The answers that are not yet written into the project.

    Raises:
        Stop: the file has been damaged.
    """
    path = path_of(project, meeting)
    if not path.is_file() or path.stat().st_size == 0:
        return ()
    try:
        lines = _whole(kept_text(project, path)).splitlines()
        said = [json.loads(line) for line in lines if line.strip()]
        found: list[MeetingAnswer] = []
        for one in said:
            found = [] if one == _WRITTEN else _followed(found, one)
        return tuple(found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Stop(Problem("meeting-answers-damaged", FilePlace(path.as_posix()))) from None


def corrected(
    said: Sequence[MeetingAnswer], old: MeetingAnswer, new: MeetingAnswer | None
) -> list[MeetingAnswer]:
    """The answers with one of them in another's place, or without it; the latest, where it was given twice."""
    at = max((number for number, one in enumerate(said) if one == old), default=None)
    if at is None:
        return [*said, *([new] if new else [])]
    return [*said[:at], *([new] if new else []), *said[at + 1 :]]


def keep(
    project: Path, meeting: str, answer: MeetingAnswer | None, instead_of: MeetingAnswer | None = None
) -> None:
    """Put an answer on the disk before anything else happens; none takes back the one it is ``instead_of``.

    Raises:
        Stop: the folder takes no files, or the file lies elsewhere.
    """
    path = path_of(project, meeting)
    if leads_out(project, path):
        raise Stop(Problem("link-leads-out", FilePlace(path.as_posix())))
    said = _facts(answer) if answer else {"at": "end", "said": _WITHDRAWN}
    said |= {"instead_of": _facts(instead_of)} if instead_of else {}
    line = json.dumps(said, ensure_ascii=False, default=str) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _append(path, line.encode())
    except OSError as error:
        raise Stop(writing_problem(error, path.as_posix())) from error


def _append(path: Path, line: bytes) -> None:
    """A line more, whole and safe on the disk, or none of it; what is left of one that was cut off gives way."""
    with path.open("a+b", buffering=0) as file:
        file.seek(0)
        before = file.read()
        known = _whole(before.decode("utf-8", "ignore")).encode()
        end = min(len(known), len(before))
        file.truncate(end)
        more = known[end:] + line
        try:
            while more:  # a disk that fills takes a part first
                more = more[file.write(more) :]
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


def _whole(text: str) -> str:
    """The lines that were written to their end, each ended: a full disk or a cut may have left half of the last."""
    end = text.rfind("\n") + 1
    try:
        json.loads(text[end:])
    except ValueError:
        return text[:end]
    return f"{text}\n"


def written(project: Path, meeting: str) -> dict[TextFile, str]:
    """The file with the line that says that its answers are in the project; goes with the write itself."""
    path = path_of(project, meeting)
    file = read_file(path)
    if not isinstance(file, TextFile):
        raise Stop(file)
    return {file: _whole(file.text) + json.dumps(_WRITTEN) + "\n"}


def _followed(found: list[MeetingAnswer], line: dict[str, Any]) -> list[MeetingAnswer]:
    """The answers so far, and what one more line says."""
    new = None if line["said"] == _WITHDRAWN else _read(line)
    if "instead_of" in line:
        return corrected(found, _read(line["instead_of"]), new)
    return [*found, *([new] if new else [])]


def _facts(answer: MeetingAnswer) -> dict[str, Any]:
    return {key: value for key, value in asdict(answer).items() if value or key in {"at", "said"}}


def _read(one: dict[str, Any]) -> MeetingAnswer:
    due = date.fromisoformat(one["due"]) if one.get("due") else None
    return MeetingAnswer(
        str(one["at"]), str(one["said"]), str(one.get("text", "")), tuple(one.get("who", ())), due,
        str(one.get("gate", "")), bool(one.get("half")),
    )  # fmt: skip
