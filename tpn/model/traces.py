"""What tells somebody: their name, mail and telephone in any text. Rules: docs/rules.md, «Who may read»."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tpn.model.about import Person

_BETWEEN = r"(?:[\s_.\-]|\\n)+"
_SHORTEST = 5
"""Digits that a telephone number has at least; fewer are any number."""


@dataclass(frozen=True)
class PersonalTraces:
    """By what somebody is known: the id, and how name, mail, telephone and other words are found in a text.

    ``also`` are words that somebody has said mean this person. ``maybe`` are single names and initials, which mean
    other things too: they are shown, and taken out only when they are said.
    """

    id: str
    name: str
    email: str = ""
    phone: str = ""
    also: tuple[str, ...] = ()
    maybe: tuple[str, ...] = field(default=())

    @cached_property
    def _named(self) -> re.Pattern[str]:
        found = [_spaced(self.name)] if self.name else []
        found += [f"(?-i:{_spaced(word)})" for word in self.also]
        return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)

    @cached_property
    def _reached(self) -> re.Pattern[str]:
        digits = re.sub(r"\D", "", self.phone)
        found = [rf"(?<![\w.+-]){re.escape(self.email)}(?![\w-])"] if self.email else []
        if len(digits) >= _SHORTEST:
            found.append(r"(?<!\d)\+?" + r"[ \u00a0.-]?".join(digits) + r"(?!\d)")
        return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)

    @cached_property
    def _perhaps(self) -> re.Pattern[str]:
        words = [rf"(?<![\w@.]){re.escape(word)}(?=s?(?![\w@]))" for word in self.maybe]
        return re.compile("|".join(words) or r"(?!)")

    @cached_property
    def _by_id(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w@.-]){re.escape(self.id)}(?![\w@.-])" if self.id else r"(?!)")

    def tells(self, text: str) -> bool:
        """Whether a text tells the name, mail or telephone."""
        return bool(self._named.search(text) or self._reached.search(text))

    def first(self, text: str) -> tuple[str, int] | None:
        """By what a text speaks of the person – ``name``, ``id`` or ``maybe`` – and where; None where it does not."""
        for by, patterns in (
            ("name", (self._named, self._reached)), ("id", (self._by_id,)), ("maybe", (self._perhaps,)),
        ):  # fmt: skip
            for pattern in patterns:
                if found := pattern.search(text):
                    return by, found.start()
        return None

    def without(self, text: str, neutral: str, gone: str) -> str:
        """The text with ``neutral`` in the place of the name and ``gone`` in that of mail and telephone."""
        return self._named.sub(lambda _: neutral, self._reached.sub(lambda _: gone, text))


def _spaced(words: str) -> str:
    """A name in running text, over line ends too, with or without the s of the genitive."""
    return r"(?<!\w)" + _BETWEEN.join(re.escape(part) for part in words.split()) + r"(?=s?(?!\w))"


def traces_of(person: Person, also: Sequence[str] = ()) -> PersonalTraces:
    """By what a person of the project is known."""
    single = [*person.name.split(), *([person.initials] if person.initials else [])]
    maybe = tuple(word for word in dict.fromkeys(single) if word != person.name and word not in also)
    return PersonalTraces(person.id, person.name, person.email or "", person.phone or "", tuple(also), maybe)


def traces_of_name(name: str, also: Iterable[str] = ()) -> PersonalTraces:
    """By what somebody is known who is none of the project's people: a guest, a stakeholder."""
    return PersonalTraces("", name, also=tuple(also))
