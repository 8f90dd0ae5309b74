"""The words to recognise, from ``templates/words/``: headings, statuses, people, dates, rows.

The content is plain mappings of lists; here it becomes tables to look up folded text in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tpn.library import overlaid
from tpn.model.datewords import DateWords, date_words
from tpn.recognise.exports import Export, read_exports
from tpn.recognise.fields import KINDS, Kind, title_of
from tpn.recognise.normalise import fold, stems

Load = Callable[[str], Mapping[str, object]]  # the name of a file in templates/words → what stands in it

FILES = ("headings", "statuses", "people", "rows", "exports")
OPEN_LATE = "late"
_DESCRIBED: tuple[Kind, ...] = (
    "activities", "milestones", "risks", "issues", "benefits", "requirements", "decisions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading can mean; without kind, in every kind of table. ``weak``: only where nothing is better."""

    kind: Kind | None
    field: str
    weak: bool


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words that a text is, and beginnings that it has."""

    whole: frozenset[str]
    starts: tuple[str, ...]


@dataclass(frozen=True)
class HeadingWords:
    """All words, folded."""

    headings: Mapping[str, tuple[Meaning, ...]]
    inflected: Mapping[str, tuple[str, ...]]
    """The headings by their words without endings."""
    signs: Mapping[str, frozenset[Kind]]
    names: tuple[tuple[str, Kind], ...]
    titles: frozenset[str]
    statuses: Mapping[str, str]
    checks: Mapping[str, str]
    dates: DateWords
    nobody: frozenset[str]
    groups: frozenset[str]
    divider: re.Pattern[str]
    rows: Mapping[str, "RowWords"]
    units: Mapping[str, str]
    links: Mapping[str, str]
    levels: Mapping[str, str]
    exports: tuple[Export, ...] = ()
    folder: Path | None = None

    @property
    def months(self) -> Mapping[str, int]:
        """The months by name."""
        return self.dates.months

    @property
    def week(self) -> frozenset[str]:
        """What a week is called."""
        return self.dates.week

    @property
    def nothing(self) -> frozenset[str]:
        """What stands for no value."""
        return self.dates.nothing

    def row_word(self, group: str, text: str) -> bool:
        """Whether a text is one of the words of a group in ``rows.yaml``; ``…*`` there matches a beginning."""
        words = self.rows[group]
        return fold(text) in words.whole or " ".join(text.casefold().split()).startswith(words.starts)


def load_words(folder: Path | None = None) -> HeadingWords:
    """The words that tpn brings, with those of the project in ``folder`` laid over them."""
    if folder is None or not (folder / "templates" / "words").exists():
        return replace(_own_words(), folder=folder)
    return read_words(lambda name: overlaid(f"words/{name}.yaml", folder), folder)


@cache
def _own_words() -> HeadingWords:
    """Those that tpn brings, folded once in a process: there are thousands."""
    return read_words(lambda name: overlaid(f"words/{name}.yaml"))


def read_words(load: Load, folder: Path | None = None) -> HeadingWords:
    """The words from the files, whichever way they are found (own project first, then tpn's)."""
    headings, statuses, people, rows, exports = (load(name) for name in FILES)
    table = _headings(headings)
    for word in _listed(rows.get("descriptions")):  # what describes a record names it where nothing else does
        for kind in _DESCRIBED:
            _add(table.setdefault(fold(word), []), Meaning(kind, title_of(kind), weak=True))
    known = {text: tuple(meanings) for text, meanings in table.items()}
    return HeadingWords(
        headings=known,
        inflected=_inflected(known),
        signs=_signs(headings),
        names=tuple(
            (fold(name), kind) for kind in KINDS for name in _listed(_map(headings, kind).get("names"))
        ),
        titles=frozenset(
            text
            for text, found in known.items()
            if any(one.kind and one.field == title_of(one.kind) for one in found)
        ),
        statuses={
            fold(word): status
            for status in statuses
            if status != "checks"
            for word in _all(_map(statuses, status))
        },
        checks={
            _mark(word): status
            for status, words in _map(statuses, "checks").items()
            for word in _listed(words)
        },
        dates=date_words(folder),
        nobody=frozenset(word.casefold() for word in _listed(people.get("nobody"))),
        groups=_folded(people, "groups"),
        divider=_divider(_map(people, "dividers")),
        rows={name: _row_words(words) for name, words in rows.items() if isinstance(words, list)},
        units={fold(word): unit for unit, words in _map(rows, "units").items() for word in _listed(words)},
        levels={
            fold(word): level for level, words in _map(rows, "levels").items() for word in _listed(words)
        },
        links={word: link for link, words in _map(rows, "links").items() for word in _listed(words)},
        exports=read_exports(exports),
        folder=folder,
    )


def _row_words(words: object) -> RowWords:
    listed = _listed(words)
    starts = tuple(word[:-1].casefold() for word in listed if word.endswith("*"))
    return RowWords(frozenset(fold(word) for word in listed if not word.endswith("*")), starts)


def _mark(word: str) -> str:
    return fold(word) or word.strip()


def _inflected(table: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for text in table:
        found.setdefault(stems(text), []).append(text)
    return {bare: tuple(texts) for bare, texts in found.items()}


def _headings(content: Mapping[str, object]) -> dict[str, list[Meaning]]:
    found: dict[str, list[Meaning]] = {}
    for kind, fields in _field_tables(content):
        for field in fields:
            for language, words in _map(fields, field).items():
                for word in _listed(words):
                    meaning = Meaning(kind, field, language == "weak")
                    for spelling in {fold(word), fold(word.split("(")[0])} if "(" in word else (fold(word),):
                        _add(found.setdefault(spelling, []), meaning)
    return found


def _add(meanings: list[Meaning], new: Meaning) -> None:
    if not any((old.kind, old.field) == (new.kind, new.field) and not old.weak for old in meanings):
        meanings.append(new)


def _field_tables(content: Mapping[str, object]) -> Iterable[tuple[Kind | None, Mapping[str, object]]]:
    yield None, _map(content, "common")
    for kind in KINDS:
        yield kind, _map(_map(content, kind), "fields")


def _signs(content: Mapping[str, object]) -> dict[str, frozenset[Kind]]:
    found: dict[str, set[Kind]] = {}
    for kind in KINDS:
        for word in _listed(_map(content, kind).get("signs")):
            found.setdefault(fold(word), set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _divider(dividers: Mapping[str, object]) -> re.Pattern[str]:
    marks = "".join(re.escape(mark) for mark in _listed(dividers.get("marks")))
    words = "|".join(re.escape(word) for word in _listed(dividers.get("words")))
    return re.compile(rf"[{marks}\n\r]+|(?<=\s)(?:{words})(?=\s)", re.IGNORECASE)


def _folded(content: Mapping[str, object], name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _listed(content.get(name)))


def _all(languages: Mapping[str, object]) -> Iterable[str]:
    return (word for words in languages.values() for word in _listed(words))


def _map(content: Mapping[str, object], name: str) -> Mapping[str, object]:
    inner = content.get(name)
    return inner if isinstance(inner, Mapping) else {}


def _listed(words: object) -> tuple[str, ...]:
    return tuple(str(word) for word in words) if isinstance(words, (list, tuple)) else ()
