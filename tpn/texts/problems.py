"""A problem as a person reads it: place, level, message, excerpt, what to write."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from tpn.library import overlaid, pieces
from tpn.problems import CellPlace, FilePlace, Problem, TextPlace
from tpn.texts.words import Words

Lines = Callable[[str], Sequence[str]]
_WIDEST = 76


def told(problem: Problem, words: Words, folder: Path | None = None) -> dict[str, str]:
    """The parts of a problem's wording: title, message, hint, why; empty where there is none."""
    entry = _entries(words.language, folder).get(problem.slug)
    if entry is None:
        raise KeyError(f"{words.language}:{problem.slug}")
    facts = _spoken(problem, words)
    hint = entry.get(f"hint_{problem.facts.get('hint')}") or entry.get("hint") or ""
    return {
        "title": entry["title"],
        "message": words.fill(entry["message"], facts),
        "hint": words.fill(hint, facts),
        "why": entry.get("why", ""),
    }


@cache
def _entries(language: str, folder: Path | None) -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    for piece in pieces(f"texts/{language}/problems", folder):
        entries |= overlaid(f"texts/{piece.name}.yaml", folder)
    return entries


def _spoken(problem: Problem, words: Words) -> dict[str, object]:
    """Facts that are kinds of records are said in words: ``people`` is «person»."""
    facts = dict(problem.facts)
    if (kind := facts.get("kind")) and words.find(f"kinds.{kind}.one"):
        facts["kind"] = words(f"kinds.{kind}.one")
    return facts


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
    line = text[place.line - 1].replace("\t", " ")
    first = max(0, place.column - _WIDEST + 20) if place.column > _WIDEST - 10 else 0
    piece = line[first : first + _WIDEST - 8]
    marks = max(1, min(place.length, len(piece) - (place.column - 1 - first)))
    return (f"{place.line:>5} | {piece}", f"{'':5} | {' ' * (place.column - 1 - first)}{'^' * marks}")


def _hint(hint: str) -> Iterable[str]:
    return (f"   {hint}",) if hint else ()
