"""A problem as a person reads it: place, level, message, excerpt, what to write."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tpn.library import overlaid, pieces
from tpn.problems import ADVICE, CellPlace, FilePlace, Problem, TextPlace, level_of
from tpn.problems.catalogue import REFUSED_AT_THE_DOOR
from tpn.texts.names import FieldNamed, typed_name
from tpn.texts.words import Words

Lines = Callable[[str], Sequence[str]]
_WIDEST = 70  # of a line of the file: what fits beside its number on a screen of 80 columns
EQUAL = 3
"""So many problems of one kind are told as one; those that differ in nothing but their place always are."""


def told(problem: Problem, words: Words, folder: Path | None = None) -> dict[str, str]:
    """The parts of a problem's wording: title, message, hint, why; empty where there is none."""
    entry = entry_of(problem.slug, words, folder)
    facts = _spoken(problem, words)
    which = problem.facts.get("hint")
    typed = entry.get("hint_typed") if problem.place is None else ""  # who types writes no key of the files
    hint = entry.get(f"hint_{which}") or typed or entry.get("hint") or ""
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
    for name in ("kind", "meant_kind"):
        if (kind := facts.get(name)) and words.find(f"kinds.{kind}.one"):
            facts[name] = words(f"kinds.{kind}.one")
    # what people type, by the names they type
    if problem.place is None or problem.slug in REFUSED_AT_THE_DOOR | ADVICE | {"date-ahead"}:
        for name in ("key", "before"):
            if plain := words.find(f"fields.common.{facts.get(name)}"):
                facts[name] = str(plain).lower()
        facts |= {"called": "", "suggestion_called": ""}
    else:  # what stands in a file, by the key that stands there, with its name beside
        facts["called"] = _beside(facts.get("key"), words)
        facts["suggestion_called"] = _beside(facts.get("suggestion"), words)
    if meant := facts.get("meant_field"):
        facts["meant_field"] = (
            words.find(f"read.fields.{meant}") or words.find(f"fields.common.{meant}") or meant
        )
    return {name: _named(value, words) for name, value in facts.items()}


def _beside(key: object, words: Words) -> str:
    """What people call a key of the files, in brackets: `` (ansvarlig)``; empty where it says no more than the key."""
    plain = words.find(f"fields.common.{key}")
    if not isinstance(key, str) or not isinstance(plain, str):
        return ""
    name = words.fill(plain, {}).lower()
    return "" if name == key.lower().replace("_", " ") else f" ({name})"


def _named(value: object, words: Words) -> object:
    """Fields are said as people say them, and may type them: ``tittel``."""
    if isinstance(value, FieldNamed):
        return typed_name(value.cls, value.key, words)
    if isinstance(value, tuple) and value and isinstance(value[0], FieldNamed):
        return tuple(_named(one, words) for one in value)
    if isinstance(value, Mapping):  # a text of the content, by language
        return value.get(words.language) or next(iter(value.values()), "")
    return value


class SaidProblem(NamedTuple):
    """A problem in words: the fault and its slug, where it is, the line of the file, and what to do.

    ``places``: where it is, each with what is wrong there if that is not said by ``fault``; ``more`` counts those that
    are left out.
    """

    level: str
    fault: str
    slug: str
    places: tuple[tuple[str, str], ...]
    excerpt: tuple[str, ...] = ()
    more: str = ""
    hint: tuple[str, ...] = ()


def said(
    problem: Problem,
    words: Words,
    lines: Lines = lambda _: (),
    room: int | None = None,
    *,
    remedy: bool = True,
) -> SaidProblem:
    """One problem in words.

    Args:
        problem: what is told.
        words: the language.
        lines: the lines of a file, for the excerpt.
        room: so many letters of a line fit a screen; without it, as many as fit the usual one.
        remedy: whether what to do is told too.
    """
    parts = told(problem, words)
    where = _where(problem)
    return SaidProblem(
        problem.level, parts["message"], problem.slug, ((where, ""),) if where else (),
        tuple(_excerpt(problem, lines, room or _WIDEST)), hint=tuple(parts["hint"].splitlines()) if remedy else (),
    )  # fmt: skip


def gathered(
    problems: Sequence[Problem], words: Words, lines: Lines = lambda _: (), room: int | None = None,
    *, most: int | None = None,
) -> Iterator[SaidProblem]:  # fmt: skip
    """Problems in their order; equal ones, with one thing to do about them, are told once with all their places.

    Args:
        problems: what is told.
        words: the language.
        lines: the lines of a file, for excerpts.
        room: as in ``said``.
        most: so many places of equal ones; all without it.
    """
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.slug, told(problem, words)["hint"]), []).append(problem)
    for some in groups.values():
        if some[0].place is not None and (len(some) >= EQUAL or _are_equal(some, words)):
            yield _as_one(some, words, most)
        else:
            yield from (said(one, words, lines, room) for one in some)


def _are_equal(some: Sequence[Problem], words: Words) -> bool:
    """Whether they differ in nothing but their place, however few they are."""
    return len(some) > 1 and len({told(one, words)["message"] for one in some}) == 1


def _as_one(some: Sequence[Problem], words: Words, most: int | None) -> SaidProblem:
    """One fault in many places: each place, with what is wrong there where that is not the same."""
    messages = [told(one, words)["message"] for one in some]
    alike = len(set(messages)) == 1
    what = messages[0] if alike else told(some[0], words)["title"]
    shown = zip(some[:most], messages, strict=False)
    hidden = 0 if most is None else max(0, len(some) - most)
    return SaidProblem(
        some[0].level, words("common.in_places", what=what, n=len(some)), some[0].slug,
        tuple((_where(one), "" if alike else message) for one, message in shown),
        more=words("common.more_places", n=hidden) if hidden else "",
        hint=tuple(told(some[0], words)["hint"].splitlines()),
    )  # fmt: skip


def _where(problem: Problem) -> str:
    match problem.place:
        case TextPlace(file, line, column):
            return f"{file}:{line}:{column}"
        case CellPlace(file, tab, cell):
            return f"{file}:{tab}!{cell}"
        case FilePlace(file):
            return file
    return ""


def _excerpt(problem: Problem, lines: Lines, widest: int) -> Iterable[str]:
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
    number = f"{place.line:>2}"
    return (f"{number} |{cut}", f"{' ' * len(number)} | {' ' * (at - first)}{'^' * marks}")
