"""A problem as a person reads it: place, level, message, excerpt, what to write."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from tpn.library import overlaid, pieces
from tpn.problems import ADVICE, CellPlace, FilePlace, Problem, TextPlace, level_of
from tpn.problems.catalogue import REFUSED_AT_THE_DOOR
from tpn.texts.names import FieldNamed, field_name
from tpn.texts.words import Words

Lines = Callable[[str], Sequence[str]]
_WIDEST = 70  # of a line of the file: what fits beside its number on a screen of 80 columns
EQUAL = 3
"""So many equal problems are told as one."""


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


def shown(
    problem: Problem,
    words: Words,
    lines: Lines = lambda _: (),
    width: int | None = None,
    *,
    remedy: bool = True,
) -> str:
    """A problem on one to five lines: the fault and its slug first; under it the place, the excerpt, and what to do.

    Args:
        problem: what is told.
        words: the language.
        lines: the lines of a file, for the excerpt.
        width: the columns of the screen; without one – what a program reads – each of them stands on one line.
        remedy: whether what to do is told too.
    """
    parts = told(problem, words)
    head = f"{words(f'common.{problem.level}')}: {parts['message']} [{problem.slug}]"
    return "\n".join([
        *_filled(head, width),
        *_place(problem),
        *_excerpt(problem, lines, width),
        *(_hint(parts["hint"], width) if remedy else ()),
    ])  # fmt: skip


def gathered(
    problems: Sequence[Problem], words: Words, lines: Lines = lambda _: (), width: int | None = None,
    *, most: int | None = None,
) -> Iterator[str]:  # fmt: skip
    """Problems in their order; equal ones, with one thing to do about them, are told once with all their places.

    Args:
        problems: what is told.
        words: the language.
        lines: the lines of a file, for excerpts.
        width: as in ``shown``.
        most: so many places of equal ones; all without it.
    """
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.slug, told(problem, words)["hint"]), []).append(problem)
    for some in groups.values():
        if len(some) >= EQUAL and some[0].place is not None:
            yield _as_one(some, words, width, most)
        else:
            yield from (shown(one, words, lines, width) for one in some)


def _as_one(some: Sequence[Problem], words: Words, width: int | None, most: int | None) -> str:
    """One fault in many places: each place, with what is wrong there where that is not the same."""
    messages = [told(one, words)["message"] for one in some]
    alike = len(set(messages)) == 1
    what = messages[0] if alike else told(some[0], words)["title"]
    head = f"{words(f'common.{some[0].level}')}: {words('common.in_places', what=what, n=len(some))} [{some[0].slug}]"
    rows: list[str] = []
    for one, message in list(zip(some, messages, strict=True))[:most]:
        place = _where(one)
        rows += [f"   {place}"] if alike else _filled(f"   {place}  {message}", width, 6)
    if most is not None and len(some) > most:
        rows.append(words("common.more_places", n=len(some) - most))
    return "\n".join([*_filled(head, width), *rows, *_hint(told(some[0], words)["hint"], width)])


def _filled(text: str, width: int | None, hanging: int = 3) -> list[str]:
    if width is None:
        return [text]
    return textwrap.wrap(
        text, width, subsequent_indent=" " * hanging, break_on_hyphens=False, break_long_words=False
    )


def _place(problem: Problem) -> Iterable[str]:
    return (f"   {place}",) if (place := _where(problem)) else ()


def _where(problem: Problem) -> str:
    match problem.place:
        case TextPlace(file, line, column):
            return f"{file}:{line}:{column}"
        case CellPlace(file, tab, cell):
            return f"{file}:{tab}!{cell}"
        case FilePlace(file):
            return file
    return ""


def _excerpt(problem: Problem, lines: Lines, width: int | None) -> Iterable[str]:
    widest = _WIDEST if width is None else width - 10  # what fits beside its number
    place = problem.place
    if not isinstance(place, TextPlace):
        return ()
    text = list(lines(place.file))
    if not 1 <= place.line <= len(text):
        return ()
    line = text[place.line - 1].replace("\t", " ").rstrip()
    at = place.column - 1
    first = 0 if at < widest - 20 else at - widest + 30
    piece = line[first : first + widest]
    marks = max(1, min(place.length, len(piece) - (at - first)))
    cut = f"{'…' if first else ' '}{piece}{'…' if len(line) > first + widest else ''}"
    return (f"{place.line:>5} |{cut}", f"{'':5} | {' ' * (at - first)}{'^' * marks}")


def _hint(hint: str, width: int | None) -> Iterable[str]:
    return (line for said in hint.splitlines() for line in _filled(f"   {said}", width))
