"""Published reports, kept for ever byte for byte: ``history/reports/`` for the project, a folder below for a service.

A report is a folder of its own, written once and never again::

    history/reports/001-2026-10-07-3f9a/report.json      the facts it was made of
    history/reports/001-2026-10-07-3f9a/report.docx …    the chosen edition as it was sent
    history/reports/001-2026-10-07-3f9a/data/*.yaml      the project's files that day
    history/reports/001-2026-10-07-3f9a/manifest.json    number, period, reader, language, SHA-256 of each file
    history/reports/001-2026-10-07-3f9a/withdrawn.json   only when it was withdrawn: when, by whom, why
    history/reports/001-2026-10-07-3f9a/redacted-1/*     only when somebody was taken out: without them, and why

Nothing is read of it but the facts and the manifest; whatever changes later in the project, in templates or in tpn,
the files stay.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from tpn.history.locking import locked
from tpn.history.own_files import (
    HALF_FOLDER,
    keep_new,
    kept_json,
    must_keep_inside,
    must_lie_inside,
    sweep_history,
)
from tpn.model.choices import Dimension, Light
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import sha256_of, write_new
from tpn.source.files import file_bytes
from tpn.source.inside import leads_out
from tpn.source.names import kept_name
from tpn.source.writing import flush_folder

FOLDER = Path("history") / "reports"
MANIFEST, FACTS, WITHDRAWN = "manifest.json", "report.json", "withdrawn.json"
DATA = "data"
"""The folder of the project's files in a report."""
READERS: Final = ("styringsgruppe", "eier", "prosjektgruppe", "politisk", "ansatte")
"""For whom a report is made; the first when nobody says."""
REDACTED, REDACTION = "redacted-", "redaction.json"
_NAME = re.compile(r"(\d{3,})-(\d{4}-\d{2}-\d{2})(-[0-9a-f]{4})?")


class PublishedReport(NamedTuple):
    """One published report: where it lies and what its manifest says. ``withdrawn``: why, if it was."""

    folder: Path
    number: int
    series: str | None
    published: date
    first: date | None
    last: date
    reader: str
    language: str
    files: Mapping[str, str]
    corrects: int | None
    correction: str | None
    withdrawn: str | None

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn is None


class Publication(NamedTuple):
    """What is to be published: the facts, the rendered files by name, the project's files by name."""

    number: int
    series: str | None
    first: date | None
    last: date
    reader: str
    language: str
    facts: Any
    files: Mapping[str, bytes]
    data: Mapping[str, str]
    corrects: int | None = None
    correction: str | None = None


def published(project: Path, series: str | None = None) -> tuple[PublishedReport, ...]:
    """The published reports of a series, by number; of the whole project where no service is named.

    Raises:
        Stop: ``report-damaged``, the manifest of one cannot be read.
    """
    home = _home(project, series)
    folders = [one for one in home.glob("*-*") if _NAME.fullmatch(one.name) and one.is_dir()]
    found = [_read(project, folder, series) for folder in folders]
    return tuple(sorted(found, key=lambda one: (one.number, one.folder.name)))


def _home(project: Path, series: str | None) -> Path:
    """Where the reports of a series lie."""
    home = project / FOLDER
    return home / kept_name(home, series) if series else home


def all_published(project: Path) -> tuple[PublishedReport, ...]:
    """Those of every series, the project's own first."""
    home = project / FOLDER
    services = sorted(one.name for one in home.glob("*") if one.is_dir() and not _NAME.fullmatch(one.name))
    return (*published(project), *(one for name in services for one in published(project, name)))


def last_published(project: Path, today: date, series: str | None = None) -> PublishedReport | None:
    """The newest report of a series that stands and was published before ``today``: what «last time» means."""
    return next(
        (one for one in reversed(published(project, series)) if one.stands and one.last < today), None
    )


def facts_of_report(project: Path, one: PublishedReport) -> Any:
    """The facts that a report was made of, as plain JSON.

    Raises:
        Stop: ``report-damaged``.
    """
    try:
        facts = kept_json(project, one.folder / FACTS)
        _must_have_shape(facts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(one.folder) from None
    return facts


def _must_have_shape(facts: Any) -> None:
    """Make sure that what is read of a report later, as what was told last, can be read.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: it cannot.
    """
    services = {one["id"]: one["forecast"] for one in facts.get("services", ())}
    forecasts = {**facts.get("forecasts", {}), **services, "": facts["figures"]["finish"]}
    for day in forecasts.values():
        if day is not None:
            date.fromisoformat(day)
    names = [str(Dimension(one["dimension"])) for one in facts.get("lights", ()) if Light(one["light"])]
    names += [name for gap in facts.get("gaps", ()) if gap["what"] == "no_date" for name in gap["ids"]]
    names += [name for key in ("gone", "taken", "finished") for name in facts.get(key, ())]
    if not all(isinstance(one, str) for one in (*names, *facts.get("risk_titles", {}), *forecasts)):
        raise TypeError(facts)


def next_number(project: Path, series: str | None = None) -> int:
    """The number of the next report: a number is used once, withdrawn or not."""
    return max((one.number for one in published(project, series)), default=0) + 1


def publish(project: Path, said: Publication, today: date) -> PublishedReport:
    """Keep a report: its folder appears whole, or not at all.

    Raises:
        Stop: another command is writing, or the disk takes no files.
    """
    must_keep_inside(project)
    files = dict(said.files) | {FACTS: _json(said.facts)}
    files |= {f"{DATA}/{name}": text.encode() for name, text in said.data.items()}
    manifest = {
        "format": 1, "number": said.number, "series": said.series, "published": today.isoformat(),
        "first": said.first.isoformat() if said.first else None, "last": said.last.isoformat(), "reader": said.reader,
        "language": said.language, "corrects": said.corrects, "correction": said.correction,
        "files": {name: _sha(data) for name, data in sorted(files.items())},
    }  # fmt: skip
    files[MANIFEST] = _json(manifest)
    home = _home(project, said.series)
    # what it holds tells it from the report that another branch gives the same number on the same day
    folder = home / f"{said.number:03d}-{today.isoformat()}-{_sha(files[MANIFEST])[:4]}"
    with locked(project):
        _put(project, folder, files)
    return _read(project, folder, said.series)


def _put(project: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all beside, then give the folder its name."""
    beside = folder.with_name(f".{folder.name}{HALF_FOLDER}")
    must_lie_inside(project, (folder, beside))
    sweep_history(project)
    if folder.exists():
        raise Stop(Problem("report-exists", FilePlace(folder.as_posix())))
    try:
        for name, data in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            write_new(beside / name, data)
        os.replace(beside, folder)  # noqa: PTH105 - the same name as in source.writing
        flush_folder(folder.parent)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def withdraw(project: Path, one: PublishedReport, today: date, by: str | None, reason: str) -> None:
    """Say that a report no longer stands; its own files are not touched.

    Raises:
        Stop: the disk takes no files.
    """
    said = {"format": 1, "date": today.isoformat(), "by": by, "reason": reason}
    with locked(project):
        keep_new(project, one.folder / WITHDRAWN, _json(said))


def redact(
    project: Path,
    one: PublishedReport,
    files: Mapping[str, bytes],
    left_out: Sequence[str],
    today: date,
    reason: str,
) -> Path:
    """Lay an edition without somebody beside a report, whole or not at all; the report's own bytes are not touched.

    ``redaction.json`` in it says when and why, the hash of each original, and what has no such edition.

    Raises:
        Stop: the disk takes no files.
    """
    said = {
        "format": 1, "date": today.isoformat(), "reason": reason, "left_out": list(left_out),
        "originals": {name: one.files[name] for name in (*files, *left_out) if name in one.files},
        "files": {name: _sha(data) for name, data in sorted(files.items())},
    }  # fmt: skip
    folder = one.folder / f"{REDACTED}{len(_redactions(one)) + 1}"
    with locked(project):
        _put(project, folder, {**files, REDACTION: _json(said)})
    return folder


def _redactions(one: PublishedReport) -> list[Path]:
    """The folders of a report's redacted editions, the oldest first."""
    found = [path for path in one.folder.glob(f"{REDACTED}*") if path.name.removeprefix(REDACTED).isdecimal()]
    return sorted(found, key=lambda path: int(path.name.removeprefix(REDACTED)))


class RedactedEdition(NamedTuple):
    """The newest edition of a report without somebody: where it lies, when it was made, its files, what it lacks."""

    folder: Path
    made: date
    files: tuple[str, ...]
    left_out: tuple[str, ...]


def redacted_edition(project: Path, one: PublishedReport) -> RedactedEdition | None:
    """The newest redacted edition of a report; None where it has none.

    Raises:
        Stop: ``report-damaged``.
    """
    folders = _redactions(one)
    if not folders:
        return None
    try:
        said = kept_json(project, folders[-1] / REDACTION)
        files = tuple(str(name) for name in said["files"] if _inside(str(name)))
        left_out = tuple(map(str, said["left_out"]))
        return RedactedEdition(folders[-1], date.fromisoformat(said["date"]), files, left_out)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(folders[-1]) from None


def bytes_of_report(project: Path, folder: Path, name: str) -> bytes:
    """A file of a report, or of an edition of it, as it is kept.

    Raises:
        Stop: ``report-damaged``: it is gone, or a link that leads out of the project.
    """
    if leads_out(project, folder / name):
        raise _damaged(folder)
    try:
        return file_bytes(folder / name)
    except OSError:
        raise _damaged(folder) from None


def correction_of(project: Path, one: PublishedReport) -> PublishedReport | None:
    """The newest report that stands and corrects one, or corrects what it corrects; None where none does."""
    later = (other for other in reversed(published(project, one.series)) if other.stands)
    same = {one.number} if one.corrects is None else {one.number, one.corrects}
    return next((other for other in later if other.corrects in same and other.number > one.number), None)


def report_numbered(project: Path, number: int, series: str | None = None) -> PublishedReport | None:
    """The report of a number; of two that branches gave the same one, the last that stands: the first keeps it."""
    found = [one for one in published(project, series) if one.number == number]
    return next((one for one in reversed(found) if one.stands), found[-1] if found else None)


def numbered_twice(project: Path) -> Iterator[Problem]:
    """A problem for each report that stands and has the number of one that stands before it."""
    first: dict[tuple[str | None, int], PublishedReport] = {}
    for one in all_published(project):
        other = first.setdefault((one.series, one.number), one) if one.stands else one
        if other is not one:
            facts = {"n": one.number, "published": one.published, "other": other.folder.name}
            yield Problem("report-number-twice", FilePlace(one.folder.as_posix()), facts)


def changed_reports(project: Path) -> Iterator[Problem]:
    """A problem for each file of a published report that is gone or has other bytes than when it was published."""
    for one in all_published(project):
        for name, sha in one.files.items():
            path = one.folder / name
            if not path.is_file() or leads_out(project, path):
                yield Problem("report-changed", FilePlace(path.as_posix()), {"n": one.number, "hint": "gone"})
            elif sha256_of(path) != sha:
                yield Problem("report-changed", FilePlace(path.as_posix()), {"n": one.number})


def _read(project: Path, folder: Path, series: str | None) -> PublishedReport:
    try:
        said = kept_json(project, folder / MANIFEST)
        withdrawn = folder / WITHDRAWN
        gone = str(kept_json(project, withdrawn)["reason"]) if withdrawn.is_file() else None
        files = {str(name): str(sha) for name, sha in said["files"].items() if _inside(str(name))}
        corrects, correction = said["corrects"], said["correction"]
        return PublishedReport(
            folder, int(said["number"]), series, date.fromisoformat(said["published"]),
            date.fromisoformat(said["first"]) if said["first"] else None, date.fromisoformat(said["last"]),
            READERS[READERS.index(said["reader"])], str(said["language"]), files,
            None if corrects is None else int(corrects), None if correction is None else str(correction), gone,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(folder) from None


def _inside(name: str) -> bool:
    """Whether a name of a manifest stays in the report's folder."""
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _damaged(folder: Path) -> Stop:
    return Stop(Problem("report-damaged", FilePlace((folder / MANIFEST).as_posix())))


def sha_of(text: str) -> str:
    """The hash by which a manifest knows a text."""
    return _sha(text.encode())


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
