# ruff: noqa: PLC0415 - each target imports what it needs, so that it is instrumented
"""Coverage-guided fuzzing of the pure functions that read what others wrote; one line for each::

    python tests/fuzz/fuzz.py yaml 900          # fifteen minutes

It needs ``atheris`` (``pip install atheris``), which tpn itself never does. What it finds becomes a test.
A target may refuse its input with ``Stop`` or problems; anything else that is raised is a find.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpn.recognise.words import HeadingWords

_ROOT = Path(__file__).resolve().parent.parent.parent


def _yaml(data: bytes) -> None:
    from tpn.source import parse

    parse(data.decode("utf-8", "replace"), "fuzz.yaml")


def _project(data: bytes) -> None:
    from tpn.model import load_read
    from tpn.source import Folder, TextFile
    from tpn.source.files import decoded

    file = decoded(data, Path("project.yaml"), "project.yaml")
    if isinstance(file, TextFile):
        load_read(Path(), Folder((file,), ()))


def _bpmn(data: bytes) -> None:
    from tpn.exchange.bpmn import read_bpmn
    from tpn.problems import Stop

    try:
        read_bpmn(data, "fuzz.bpmn")
    except Stop:
        return


def _clean(data: bytes) -> None:
    from tpn.cli.screen import visible
    from tpn.source.clean import cleaned, is_clean, odd_characters

    text = (
        data.decode("utf-32-le", "surrogatepass")
        if len(data) % 4 == 0 and _valid(data)
        else data.decode("latin-1")
    )
    once = cleaned(text)
    if not is_clean(once) or cleaned(once) != once or odd_characters(once):
        raise AssertionError(repr(text))
    visible(text)


def _valid(data: bytes) -> bool:
    return all(data[at + 2] <= 0x10 and data[at + 3] == 0 for at in range(0, len(data), 4))


def _markdown(data: bytes) -> None:
    from tpn.reports.small_markdown import escaped, read

    text = data.decode("utf-8", "replace")
    read(text)
    read(f"| {escaped(text)} |\n|---|\n")


def _journal(data: bytes) -> None:
    from tpn.history.own_files import is_own

    said = data.decode("utf-8", "replace")
    if is_own(said) and (".." in said.split("/") or said.startswith("/") or "\\" in said or ":" in said):
        raise AssertionError(said)


def _edit(data: bytes) -> None:
    """An edit of a text that is a project's: it is made and proved, or refused; the other lines stay."""
    from tpn.problems import Stop
    from tpn.source import CannotEdit, Remove, Set, applied, apply, parse
    from tpn.source.clean import is_clean

    head, _, tail = data.partition(b"\x00")
    text, value = _EDITED + head.decode("utf-8", "replace"), tail.decode("utf-8", "replace")
    found = parse(text, "fuzz.yaml")
    if found.problems or not is_clean(value):
        return
    for edit in (Set(("people", 0, "note"), value), Set(("new", "title"), value), Remove(("people", 1))):
        try:
            made = apply(text, [edit], "fuzz.yaml")
        except (CannotEdit, Stop):
            continue
        if parse(made, "fuzz.yaml").value != applied(found.value, [edit]):
            raise AssertionError(repr((text, edit)))


_EDITED = "# who\npeople:\n  - id: kari   # a\n    note: 'b'\n  - {id: per, note: c}\n"


@cache
def _heading_words() -> "HeadingWords":
    from tpn.recognise.words import load_words

    return load_words()


def _cells(data: bytes) -> None:
    """What people write in a cell: a date, an amount, a number, a percent, a link; or a refusal."""
    from datetime import date

    from tpn.model.amounts import NotANumber, read_amount, read_number
    from tpn.model.dates import NotADate, planned, read_date, recorded
    from tpn.recognise.cell_kinds import read_links, read_percent, read_status

    text, today, words = data.decode("utf-8", "replace"), date(2026, 10, 5), _heading_words()
    for ways in (planned(today), recorded(today, end=False)):
        try:
            read = read_date(text, ways)
        except NotADate:
            continue
        if read.first > read.last:
            raise AssertionError(repr((text, read)))
    for number in (read_amount, read_number):
        try:
            number(text)
        except NotANumber:
            continue
    read_links(text, words)
    read_status(text, words)
    read_percent(text, words, 1)


def _recognise(data: bytes) -> None:
    """A table that somebody wrote: understood, or left out and said so."""
    from datetime import date

    from tpn.recognise.grid import Grid
    from tpn.recognise.recognise import recognise

    lines = data.decode("utf-8", "replace").split("\n")[:60]
    rows = [[cell or None for cell in line.split(";")[:20]] for line in lines]
    recognise([Grid.of("Ark1", rows)], _heading_words(), file="fuzz.csv", today=date(2026, 10, 5))


def _merge(data: bytes) -> None:
    """Any three values of some fields: nothing is taken where the project has changed, and nothing is unseen."""
    from tpn.roundtrip.three_way import OutcomeKind, Sheet, SheetRow, three_way

    at = iter(data)

    def fields() -> dict[str, object]:
        return {name: (None, "a", "b", 3)[next(at, 0) % 4] for name in ("title", "due", "note")}

    names = ("K-1", "K-2", "K-3")
    ours = {name: fields() for name in names if next(at, 1) % 5}
    base = {name: fields() for name in names if next(at, 1) % 5}
    sheets = [
        Sheet(f"{number}.xlsx", {name: SheetRow(fields()) for name in names if next(at, 1) % 5}, base)
        for number in range(1 + next(at, 0) % 3)
    ]
    outcomes = three_way(ours, sheets)
    seen = {(one.id, one.field): one for one in outcomes}
    for one in outcomes:
        if one.kind is OutcomeKind.TAKE and ours[one.id][one.field] != base[one.id][one.field]:
            raise AssertionError(repr(one))
    for sheet in sheets:
        for name, row in sheet.theirs.items():
            for key, value in row.values.items():
                changed = name in ours and name in base and value not in (base[name][key], ours[name][key])
                if changed and (name, key) not in seen:
                    raise AssertionError(repr((name, key, value)))


def _csv(data: bytes) -> None:
    """The bytes of a text file: an encoding is found, and whether it looks like rows."""
    from tpn.spreadsheets.csv_file import decode, looks_like_rows

    text, _ = decode(data)
    looks_like_rows(text)


SEEDS: dict[str, bytes] = {
    "yaml": (_ROOT / "examples" / "halden" / "logs.yaml").read_bytes()[:1500],
    "project": (_ROOT / "examples" / "halden" / "project.yaml").read_bytes()[:1500],
    "bpmn": b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="a"/>'
    b'<task id="b" name="x"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/></process></definitions>',
    "clean": "Rom\x0b3 \x1b[2J\u2028".encode("utf-32-le"),
    "markdown": b"# a\n\n- b *c*\n\n| d |\n|---|\n| e |\n",
    "journal": b"history/rounds/2026-10-01.json",
    "edit": b"more: 1\n# end\n\x00Ny \xc3\xa5: #tekst 'a'",
    "cells": b"uke 14 2026",
    "recognise": b"Nr;Aktivitet;Ansvarlig;Frist;Status\n1;Rydde;Kari Moe;12.10.2026;Ferdig\n2;Feie;;uke 44;50 %\n",
    "merge": bytes(range(60)),
    "csv": "Nr;Aktivitet;Frist\n1;Rydde;1.1.27\n".encode("utf-16"),
}
"""One right input of each, to begin from."""


def mutated(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at:at] = chance.randbytes(chance.randint(1, 4))
            case 1:
                del data[at : at + chance.randint(1, 20)]
            case 2:
                data[at:at] = data[chance.randrange(len(data) + 1) :][:40]
            case _:
                data[at : at + 1] = chance.choice(
                    [b"\x00", b"\n", b":", b"- ", b"{", b"<", b"..", b"\xff", b"\t"]
                )
        data = data or bytearray(b"x")
    return bytes(data)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": _yaml, "project": _project, "bpmn": _bpmn, "clean": _clean, "markdown": _markdown, "journal": _journal,
    "edit": _edit, "cells": _cells, "recognise": _recognise, "merge": _merge, "csv": _csv,
}  # fmt: skip


def main() -> int:
    """Fuzz one target for some seconds; without ``atheris`` by blind mutations of the seed."""
    if sys.argv[1:2] == [] or sys.argv[1] not in TARGETS:
        sys.stderr.write(f"{__doc__}\n{', '.join(TARGETS)}\n")
        return 2
    name, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
    try:
        import atheris
    except ImportError:
        sys.stderr.write("atheris is not installed (pip install atheris): blind mutations instead\n")
        return _blindly(name, seconds)
    with atheris.instrument_imports(include=["tpn"]):
        TARGETS[name](SEEDS[name])
    with tempfile.TemporaryDirectory() as corpus:
        (Path(corpus) / "seed").write_bytes(SEEDS[name])
        words = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=4096", "-timeout=60", corpus]
        atheris.Setup(words, TARGETS[name])
        atheris.Fuzz()
    return 0


def _blindly(name: str, seconds: int) -> int:
    chance, ends, tries = random.Random(), time.monotonic() + seconds, 0  # noqa: S311
    while time.monotonic() < ends:
        data = mutated(SEEDS[name], chance)
        try:
            TARGETS[name](data)
        except Exception:
            sys.stderr.write(f"{name}: {data!r}\n")
            raise
        tries += 1
    sys.stdout.write(f"{name}: {tries} tries in {seconds} s, nothing found\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
