"""What a heading can mean in a kind of table, with how sure that is and how it was found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from tpn.recognise.fields import FIELDS, RATINGS, Kind, takes, title_of
from tpn.recognise.normalise import fold, hints, spellings, stems
from tpn.recognise.words import HeadingWords, Meaning

How = Literal["export", "synonym", "fuzzy", "content", "group", "profile", "kept"]

LONGEST_HEADING = 130
_WEAK, _COMMON, _BEGINS, _ENDS, _CLOSE = 0.55, 0.97, 0.75, 0.54, 0.7
_INFLECTED, _COMPOUND = 0.95, 0.72
_SHORTEST_PART = 4  # letters: «s» or «nr» inside a longer heading says nothing
_SHORTEST_CLOSE = 6
_MOST_WORDS = 7
_SHORTEST_HEAD = 3  # letters of the last part of a compound: «Schritt|nr» has two and is told by its values
_LONGEST_WORD = 40
_JOINTS = ("", "s", "n", "en", "e", "es", "er")
_HEADS = frozenset({"responsible", "owner", "id"})
"""What a heading of several words is about where its last word means it."""
_LIKENESS = 0.88
_SIGN_LIKENESS = 0.93


_JOINED = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A field that a heading can stand for; ``worth`` is 0–1."""

    field: str
    worth: float
    how: How


class Lookup:
    """Headings looked up in the words; remembers what it has found, since sheets repeat themselves."""

    def __init__(self, words: HeadingWords, file: str = "") -> None:
        self.words = words
        self.file = _JOINED.sub(" ", file)
        """The file's own name says of a tab what it holds where the tab does not."""
        self._found: dict[str, tuple[tuple[Meaning, float, How], ...]] = {}
        self._worths: dict[str, float] = {}

    def guesses(self, text: str, kind: Kind) -> tuple[Guess, ...]:
        """The fields that a heading can stand for in a table of this kind, the surest first."""
        best: dict[str, Guess] = {}
        meanings = self._meanings(text)
        own = any(one.kind == kind and not one.weak and how == "synonym" for one, _, how in meanings)
        for meaning, worth, how in meanings:
            if own and meaning.kind is None and _as_called(meaning, kind) == "responsible":
                continue  # who is «Kontaktperson» of a stakeholder is responsible for nothing
            field = _as_called(meaning, kind)
            if meaning.kind not in {kind, None} or not takes(kind, field):
                continue
            trust = 1.0 if field == title_of(kind) and self.is_title(text, kind) else _trust(meaning)
            guess = Guess(field, worth * trust, how)
            if guess.field not in best or best[guess.field].worth < guess.worth:
                best[guess.field] = guess
        return tuple(sorted(best.values(), key=lambda guess: -guess.worth))

    def worth(self, text: str) -> float:
        """How surely a text is a heading of any table at all; misspelt ones are not looked for (that is slow)."""
        known = self._worths.get(text)
        if known is None:
            found = self._look_up(text, guess=False)
            known = self._worths[text] = max(
                (worth * _trust(meaning) for meaning, worth, _ in found), default=0.0
            )
        return known

    def likeness(self, text: str) -> float:
        """As ``worth``, misspelt headings too."""
        return max((worth * _trust(meaning) for meaning, worth, _ in self._meanings(text)), default=0.0)

    def names_a_record(self, text: str) -> bool:
        """Whether the heading can be that of the column that names the records."""
        return any(spelling in self.words.titles for spelling, _ in spellings(text))

    def is_title(self, text: str, kind: Kind) -> bool:
        """Whether a heading says no more than that it names the records: *Tittel*; of somebody it is a post."""
        return kind not in {"people", "stakeholders"} and fold(text) in self.words.rows["titled"].whole

    def contains_a_name(self, text: str) -> bool:
        """Whether a longer heading begins or ends with one that names the records; a label of a form does not."""
        if text.rstrip().endswith(":") or len(text) > LONGEST_HEADING:
            return False
        found = self._look_up(text, guess=False)
        return any(
            meaning.kind == "activities" and meaning.field == "title" and not meaning.weak
            for meaning, _, _ in found
        )

    def signs(self, text: str) -> frozenset[Kind]:
        """The kinds of table that a heading speaks for."""
        ways = [spelling for spelling, _ in spellings(text)]
        found = (self.words.signs.get(spelling) for spelling in ways)
        return next((kinds for kinds in found if kinds), frozenset()) or self._misspelt_sign(ways)

    def _misspelt_sign(self, ways: Sequence[str]) -> frozenset[Kind]:
        """*Requirment* is a sign too, where nothing is known under that spelling."""
        if not ways or len(ways[0]) < _SHORTEST_CLOSE + 2 or any(map(self._at, ways)):
            return frozenset()
        close = get_close_matches(ways[0], self.words.signs, n=1, cutoff=_SIGN_LIKENESS)
        return self.words.signs[close[0]] if close else frozenset()

    def speaks_of(self, group: str, text: str) -> bool:
        """Whether one of the words of a heading is in a group of ``rows.yaml``: *Faktisk start* is ``actual``."""
        whole = self.words.rows[group].whole
        return any(word in whole for word in fold(text).split(" "))

    def without_residual(self, text: str) -> str | None:
        """A heading without what says that it is about the time after the measures; None where nothing says so."""
        said = f" {fold(text)} "
        for phrase in sorted(self.words.rows["residual"].whole, key=len, reverse=True):
            if f" {phrase} " in said:
                return said.replace(f" {phrase} ", " ").strip()
        bare = said.strip().removeprefix("rest").strip()
        return bare if said.strip().startswith("rest") and self._at(bare) else None

    def is_figure(self, text: str) -> bool:
        """Whether a heading says no more than that the group above it is told as a value: *Tall*, *Skår*."""
        return fold(text) in self.words.rows["figures"].whole

    def is_grade(self, group: str) -> bool:
        """Whether the group over a heading is surely one of grades in some kind of table: *Konsekvens (1–5)*."""
        graded = any(mark in group for mark in ("1-5", "1–5", "1-4", "1–4", "1-3", "1–3", "1-10", "1–10"))
        return graded and any(
            meaning.field in RATINGS and worth >= _COMMON
            for meaning, worth, how in self._meanings(group)
            if how == "synonym"
        )

    def counts_a_variance(self, text: str) -> bool:
        """*Avvik (timer)* is a difference between plan and fact, not an issue."""
        return fold(text.split("(", maxsplit=1)[0]) in self.words.rows["variance"].whole and any(
            word in self.words.units for word in hints(text).split(" ")
        )

    def _meanings(self, text: str) -> tuple[tuple[Meaning, float, How], ...]:
        known = self._found.get(text)
        if known is None:
            known = self._found[text] = tuple(self._look_up(text, guess=True))
        return known

    def _look_up(self, text: str, *, guess: bool) -> Iterator[tuple[Meaning, float, How]]:
        if len(text) > LONGEST_HEADING:
            return
        ways = spellings(text)
        exact = [(meaning, worth, spelling) for spelling, worth in ways for meaning in self._at(spelling)]
        yield from ((meaning, worth, "synonym") for meaning, worth, _ in exact)
        if not any(worth >= _COMMON for _, worth, _ in exact):
            yield from self._near(ways, guess=guess, exact=bool(exact))

    def _at(self, spelling: str) -> Iterable[Meaning]:
        return self.words.headings.get(spelling, ())

    def _near(
        self, ways: Iterable[tuple[str, float]], *, guess: bool, exact: bool
    ) -> Iterator[tuple[Meaning, float, How]]:
        wholes = list(dict.fromkeys(spelling for spelling, worth in ways if worth > _BEGINS))
        if not guess and wholes and wholes[0].count(" ") >= _MOST_WORDS:
            return  # a sentence: of it only its own words, all of them, make a heading
        bent = [(meaning, _INFLECTED) for whole in wholes for meaning in self._inflected(whole)]
        if bent and not exact:
            yield from ((meaning, worth, "synonym") for meaning, worth in bent)
            return
        if any(word in self.words.rows["others"].whole for whole in wholes for word in whole.split(" ")):
            return  # «Parent task» is no task, «Time spent per week» no week
        parts = [found for whole in wholes for found in self._parts(whole) if not found[0].weak]
        for meaning, worth in parts:
            yield meaning, worth, "fuzzy"
        if not parts:
            joined = [meaning for whole in wholes for meaning in self._compound(whole)]
            yield from ((meaning, _COMPOUND, "fuzzy") for meaning in joined)
            if joined:
                return
        if not guess or parts or not wholes or len(wholes[0]) < _SHORTEST_CLOSE:
            return
        for close in get_close_matches(wholes[0], self.words.headings, n=1, cutoff=_LIKENESS):
            yield from ((meaning, _CLOSE, "fuzzy") for meaning in self._at(close))

    def _inflected(self, whole: str) -> Iterable[Meaning]:
        """The same words with other endings: *Requirement* for *Requirements*, *Tiltakene* for *Tiltak*."""
        return (meaning for text in self.words.inflected.get(stems(whole), ()) for meaning in self._at(text))

    def _compound(self, whole: str) -> Iterable[Meaning]:
        """A word of two headings put together means what the last means: *Aufgaben|name*, *Risiko|ansvarlig*."""
        if not whole.isalpha() or len(whole) > _LONGEST_WORD:
            return ()
        for at in range(_SHORTEST_PART, len(whole) - _SHORTEST_HEAD + 1):
            bare = [whole[:at].removesuffix(joint) for joint in _JOINTS if whole[:at].endswith(joint)]
            first = next((found for part in bare if (found := self._at(part))), ())
            if first and whole[at:] in self.words.rows["names"].whole:
                return first  # «Aufgabenname» is the name of what «Aufgabe» heads
            if first and self._at(whole[at:]):
                return self._at(whole[at:])
        return self._named_by_end(whole)

    def _named_by_end(self, whole: str) -> Iterable[Meaning]:
        """*Sikkerhets|krav* is a kind of *krav*, whatever the first part is."""
        for at in range(_SHORTEST_HEAD, len(whole) - _SHORTEST_PART + 1):
            if whole[at:] in self.words.titles:
                return [meaning for meaning in self._at(whole[at:]) if not meaning.weak]
        return ()

    def _parts(self, whole: str) -> Iterator[tuple[Meaning, float]]:
        """*Startdato aktivitet* begins with a heading, *Forventet sluttdato* ends with one."""
        words = whole.split(" ")
        for count in range(len(words) - 1, 0, -1):
            begins, ends = " ".join(words[:count]), " ".join(words[-count:])
            found = [(meaning, _BEGINS) for meaning in self._part(begins)]
            found += [(meaning, _ENDS) for meaning in self._part(ends)]
            if found and self._is_head(ends):
                # «Completed owner» is somebody, «Impact id» an id
                found = [(meaning, _BEGINS) for meaning in self._at(ends)]
            if found:
                yield from found
                return

    def _is_head(self, part: str) -> bool:
        return any(meaning.field in _HEADS and not meaning.weak for meaning in self._at(part))

    def _part(self, part: str) -> Iterable[Meaning]:
        return self._at(part) if len(part) >= _SHORTEST_PART else ()


def _as_called(meaning: Meaning, kind: Kind) -> str:
    """The field of a meaning in this kind: who is responsible in general is the owner of a risk, a benefit."""
    owned = "owner" in FIELDS[kind] and "responsible" not in FIELDS[kind]
    return "owner" if meaning.kind is None and meaning.field == "responsible" and owned else meaning.field


def _trust(meaning: Meaning) -> float:
    return (_WEAK if meaning.weak else 1.0) * (1.0 if meaning.kind else _COMMON)
