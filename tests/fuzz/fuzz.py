# ruff: noqa: PLC0415 - each target imports what it needs, so that it is instrumented
"""Coverage-guided fuzzing of the pure functions that read what others wrote; one line for each::

    python tests/fuzz/fuzz.py yaml 900          # fifteen minutes

It needs ``atheris`` (``pip install atheris``), which tpn itself never does. What it finds becomes a test.
A target may refuse its input with ``Stop`` or problems; anything else that is raised is a find.
"""

import sys
from collections.abc import Callable, Mapping


def _yaml(data: bytes) -> None:
    from tpn.source import parse

    parse(data.decode("utf-8", "replace"), "fuzz.yaml")


def _project(data: bytes) -> None:
    from pathlib import Path

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


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": _yaml, "project": _project, "bpmn": _bpmn, "clean": _clean, "markdown": _markdown, "journal": _journal,
}  # fmt: skip


def main() -> int:
    """Fuzz one target for some seconds."""
    if sys.argv[1:2] == [] or sys.argv[1] not in TARGETS:
        sys.stderr.write(f"{__doc__}\n{', '.join(TARGETS)}\n")
        return 2
    try:
        import atheris
    except ImportError:
        sys.stderr.write("atheris is not installed: pip install atheris\n")
        return 0
    seconds = sys.argv[2] if len(sys.argv) > 2 else "60"
    with atheris.instrument_imports(include=["tpn"]):
        TARGETS[sys.argv[1]](b"")
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=4096"], TARGETS[sys.argv[1]])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
