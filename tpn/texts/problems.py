"""A problem as a person reads it: place, level, message, excerpt, what to write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from tpn.library import overlaid, pieces
from tpn.problems import ADVICE, CellPlace, FilePlace, Problem, TextPlace, level_of
from tpn.problems.catalogue import REFUSED_AT_THE_DOOR
from tpn.texts.names import FieldNamed, field_name
from tpn.texts.words import Words

Lines = Callable[[str], Sequence[str]]
_WIDEST = 70  # of a line of the file: what fits beside its number on a screen of 80 columns


def told(problem: Problem, words: Words, folder: Path | None = None) -> dict[str, str]:
    """The parts of a problem's wording: title, message, hint, why; empty where there is none."""
    entry = entry_of(problem.slug, words, folder)
    facts = _spoken(problem, words)
    which = problem.facts.get("hint")
    hint = entry.get(f"hint_{which}") or entry.get("hint") or ""
    return {
        "title": entry["title"],
        "message": words.fill(entry.get(f"message_{which}") or entry["message"], facts),
        "hint": words.fill(hint, facts),
        "why": entry.get("why", ""),
    }


def entry_of(slug: str, words: Words, folder: Path | None = None) -> dict[str, str]:
    """The whole wording of a slug or a code, facts not yet filled in; the project's word for a benefit is.

    Raises:
        KeyError: it is not worded: a fault of the program, held off by a test.
    """
    kind = "advice" if level_of(slug) == "advice" else "problems"
    entry = _entries(words.language, kind, folder).get(slug)
    if entry is None:
        raise KeyError(f"{words.language}:{slug}")
    if kind == "problems":
        return entry
    return entry | {key: words.fill(entry[key], {}) for key in ("title", "why")}


@cache
def _entries(language: str, kind: str, folder: Path | None) -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    for piece in pieces(f"texts/{language}/{kind}", folder):
        entries |= overlaid(f"texts/{piece.name}.yaml", folder)
    return entries


def _spoken(problem: Problem, words: Words) -> dict[str, object]:
    """Facts that are kinds of records are said in words: ``people`` is «person»."""
    facts = dict(problem.facts)
    if (kind := facts.get("kind")) and words.find(f"kinds.{kind}.one"):
        facts["kind"] = words(f"kinds.{kind}.one")
    # what people type, by the names they type
    if problem.place is None or problem.slug in REFUSED_AT_THE_DOOR | ADVICE | {"date-ahead"}:
        for name in ("key", "before"):
            if plain := words.find(f"fields.common.{facts.get(name)}"):
                facts[name] = str(plain).lower()
    if meant := facts.get("meant_field"):
        facts["meant_field"] = (
            words.find(f"read.fields.{meant}") or words.find(f"fields.common.{meant}") or meant
        )
    return {name: _named(value, words) for name, value in facts.items()}


def _named(value: object, words: Words) -> object:
    """Fields are said as people say them, and may type them: ``tittel``."""
    if isinstance(value, FieldNamed):
        plain = words.find(
            f"fields.common.{value.key}"
        )  # «tittel» rather than «aktivitet», which heads its column
        return str(plain or field_name(value.cls, value.key, words)).lower()
    if isinstance(value, tuple) and value and isinstance(value[0], FieldNamed):
        return tuple(_named(one, words) for one in value)
    if isinstance(value, Mapping):  # a text of the content, by language
        return value.get(words.language) or next(iter(value.values()), "")
    return value


def shown(problem: Problem, words: Words, lines: Lines, folder: Path | None = None) -> str:
    """A problem on one to four lines: ``file:line:column: fault: message [slug]``, excerpt, hint."""
    parts = told(problem, words, folder)
    level = words(f"common.{problem.level}")
    head = f"{_where(problem)}{level}: {parts['message']} [{problem.slug}]"
    return "\n".join([head, *_excerpt(problem, lines), *_hint(parts["hint"])])


def _where(problem: Problem) -> str:
    match problem.place:
        case TextPlace(file, line, column):
            return f"{file}:{line}:{column}: "
        case CellPlace(file, tab, cell):
            return f"{file}:{tab}!{cell}: "
        case FilePlace(file):
            return f"{file}: "
    return ""


def _excerpt(problem: Problem, lines: Lines) -> Iterable[str]:
    place = problem.place
    if not isinstance(place, TextPlace):
        return ()
    text = list(lines(place.file))
    if not 1 <= place.line <= len(text):
        return ()
    line = text[place.line - 1].replace("\t", " ").rstrip()
    at = place.column - 1
    first = 0 if at < _WIDEST - 20 else at - _WIDEST + 30
    piece = line[first : first + _WIDEST]
    marks = max(1, min(place.length, len(piece) - (at - first)))
    cut = f"{'…' if first else ' '}{piece}{'…' if len(line) > first + _WIDEST else ''}"
    return (f"{place.line:>5} |{cut}", f"{'':5} | {' ' * (at - first)}{'^' * marks}")


def _hint(hint: str) -> Iterable[str]:
    return (f"   {line}" for line in hint.splitlines())
