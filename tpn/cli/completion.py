"""Shell completion: verbs, options, and what the project at hand has. Light: no project is loaded, no YAML is read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from tpn.cli.global_options import FLAGS, WITH_VALUE
from tpn.cli.verbs import VERBS
from tpn.languages import LANGUAGES

_ID = re.compile(r"^\s*(?:- )?\{?\s*(?:- )?id:\s*[\"']?([\w.-]+)", re.MULTILINE)
_SECTION = re.compile(r"^(\w+):", re.MULTILINE)
_MANY = re.compile(r"^\w+: \{.*many: (\w+)\}", re.MULTILINE)
_OPTION = re.compile(r"\"(--[\w-]+)\"")
_TOP = re.compile(r"^([A-Za-z][\w-]*):", re.MULTILINE)
_TAKES_IDS = frozenset({"show", "set", "done", "move"})


def complete(words: Sequence[str]) -> str:
    """The candidates for the last of ``words``, one a line; none where a file may be meant."""
    *before, last = words or [""]
    last = "" if last == '""' else last
    found = _candidates(before, last)
    return "".join(f"{name}\n" for name in dict.fromkeys(found) if name.startswith(last))


def _candidates(before: Sequence[str], last: str) -> Iterable[str]:
    verb = next((word for word in _bare(before) if word in VERBS), None)
    option = before[-1] if before else ""
    if option in _VALUES or option in WITH_VALUE:
        return _VALUES.get(option, _nothing)(before)
    if last.startswith("-"):
        return _options(verb)
    if verb is None:
        return (*VERBS, "help")
    if verb in _TAKES_IDS:
        return _ids(before)
    return _ARGUMENTS.get(verb, _nothing)(before)


def _bare(words: Sequence[str]) -> Iterator[str]:
    """The words that are no value of an option."""
    waiting = iter(words)
    for word in waiting:
        if word in WITH_VALUE:
            next(waiting, None)
        else:
            yield word


def _options(verb: str | None) -> list[str]:
    own: list[str] = []
    if verb:  # as they are declared: to import what declares them takes longer than all the rest
        declared = Path(__file__).parent / "options" / f"{VERBS[verb]}.py"
        own = _OPTION.findall(declared.read_text("utf-8"))
    return sorted({*own, "--help", *(name for name in (*WITH_VALUE, *FLAGS) if name.startswith("--"))})


# ---------------------------------------------------------------- what the project has


def _folder(before: Sequence[str]) -> Path | None:
    said = dict(pairwise(before))
    named = said.get("-p") or said.get("--project")
    tried = (Path(named),) if named else (Path(), *Path().absolute().parents)
    return next((folder for folder in tried if (folder / "project.yaml").is_file()), None)


def _texts(before: Sequence[str]) -> list[str]:
    folder = _folder(before)
    paths = sorted(folder.glob("*.yaml")) if folder else []
    return [path.read_text("utf-8", "replace") for path in paths if _may_be_read(path)]


def _may_be_read(path: Path) -> bool:
    """Whether it is a file, and no larger than those that are read: nobody waits for Tab, or for a pipe."""
    return path.is_file() and path.stat().st_size <= _MOST_BYTES


_MOST_BYTES = 32 * 1024 * 1024  # as ``source.files`` has it, whose import takes longer


def _ids(before: Sequence[str]) -> list[str]:
    return [name for text in _texts(before) for name in _ID.findall(text)]


def _of_section(section: str) -> "Candidates":
    """The ids that stand in one section of the files."""

    def found(before: Sequence[str]) -> list[str]:
        parts = [part for text in _texts(before) for part in _sections(text, section)]
        return [name for part in parts for name in _ID.findall(part)]

    return found


def _sections(text: str, wanted: str) -> Iterator[str]:
    starts = [*_SECTION.finditer(text)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return (text[match.end() : end] for match, end in zip(starts, ends, strict=True) if match[1] == wanted)


# ---------------------------------------------------------------- what tpn has


def _kinds(before: Sequence[str]) -> list[str]:
    """The kinds that ``tpn list`` and ``tpn add`` take, in the language of the run."""
    return _MANY.findall(_content(f"texts/{_language(before)}/kinds.yaml"))


def _codes(before: Sequence[str]) -> list[str]:
    root = _templates() / "texts" / _language(before)
    files = [*sorted(root.glob("advice/*.yaml")), *sorted(root.glob("problems/*.yaml"))]
    return [code for file in files for code in _TOP.findall(file.read_text("utf-8"))]


def _content(name: str) -> str:
    return (_templates() / name).read_text("utf-8")


def _templates() -> Path:
    """Where tpn's content lies, as ``library.data_dir`` has it; that one brings the reader of YAML with it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_data" / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _language(before: Sequence[str]) -> str:
    import os

    from tpn.actions.language import language_of
    from tpn.cli.global_options import split

    return language_of(split(before)[0].values, os.environ)


def _shelves(_: Sequence[str]) -> tuple[str, ...]:
    return ("services", "catalogue", "checklists", "facts", "sheets", "agendas", "reports", "texts", "words",
            "profiles", "projects", "copy")  # fmt: skip


def _some(*names: str) -> "Candidates":
    return lambda _: names


def _nothing(_: Sequence[str]) -> tuple[str, ...]:
    return ()


Candidates = Callable[[Sequence[str]], Iterable[str]]

_PHASES = _some("kickoff", "benefits", "processes", "procurement", "launch")
_STATUSES = _some("not_started", "in_progress", "done", "postponed", "blocked", "cancelled", "not_relevant")
_PEOPLE, _SERVICES = _of_section("people"), _of_section("services")

_VALUES: Mapping[str, Candidates] = {
    "--lang": _some(*LANGUAGES), "--format": _some("table", "json", "md", "csv", "html", "docx", "pdf"),
    "--phase": _PHASES, "--status": _STATUSES, "--service": _SERVICES, "--responsible": _PEOPLE, "--to": _PEOPLE,
    "--from": _some("blank", "halden", "sandnes"), "--decision": _of_section("decisions"),
    "--style": _some("halden", "sandnes"),
    "--outcome": _some("approved", "approved_with_conditions", "postponed", "stopped"),
}  # fmt: skip
_ARGUMENTS: Mapping[str, Candidates] = {
    "list": _kinds, "add": _kinds, "fields": _kinds, "explain": _codes,
    "library": _shelves, "handover": _PEOPLE, "process": _SERVICES,
    "gate": lambda before: [*_PHASES(before), *_SERVICES(before)],
    "launch": _SERVICES, "benefits": _of_section("benefits"), "procure": _of_section("procurement"),
    "agenda": _of_section("meetings"), "minutes": _of_section("meetings"), "meet": _of_section("meetings"),
    "slides": _of_section("meetings"), "completion": _some("bash", "zsh", "fish", "powershell"),
}  # fmt: skip
