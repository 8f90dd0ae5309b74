"""Ids: of most kinds letters with the next number, of people, services and their like words made of the name."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from itertools import count

_SPELT = str.maketrans({
    "ø": "o", "ö": "o", "æ": "ae", "ä": "ae", "ü": "ue", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss",
})  # fmt: skip
_AA = re.compile("[åÅ]")


def slug(name: str) -> str:
    """A name as an id: small letters a–z, digits and hyphens; æ is ae, ø is o, å and accents lose their marks."""
    spelt = unicodedata.normalize("NFC", name).lower().translate(_SPELT)
    bare = "".join(char for char in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def id_of_name(name: str, taken: Container[str], *, person: bool = False) -> str:
    """A free id made of a name; empty where the name has no letter for one.

    ``person``: the first name alone where that is free, and å is aa, as people write their own addresses.
    """
    first = name.split()[:1] if person else []
    texts = (_AA.sub("aa", unicodedata.normalize("NFC", one)) if person else one for one in (*first, name))
    words = [word for text in texts if (word := slug(text))]
    return next((word for word in words if word not in taken), numbered(words[-1], taken) if words else "")


def numbered(wanted: str, taken: Container[str]) -> str:
    """The id itself, or with the first number that makes it free."""
    ways = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(way for way in ways if way not in taken)


class TakenIds(dict[str, object]):
    """Ids that no new record may get; the highest number of each kind is at hand, however many they are."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.highest: dict[str, tuple[int, int]] = {}
        for name in names:
            self[name] = None

    def __setitem__(self, name: str, value: object) -> None:
        letters = name.rstrip("0123456789")
        if digits := name[len(letters) :]:
            number, width = self.highest.get(letters, (0, 0))
            self.highest[letters] = (max(number, int(digits)), max(width, len(digits)))
        super().__setitem__(name, value)

    def free(self, start: str) -> str:
        """The next free id like ``start``, itself where none is like it."""
        letters = start.rstrip("0123456789")
        if letters not in self.highest:
            return free_id(start, self) if any(name.startswith(letters) for name in self) else start
        number, width = self.highest[letters]
        return f"{letters}{number + 1:0{width}d}"


def free_id(name: str, taken: Mapping[str, object]) -> str:
    """The next free id like ``name``: its letters, the highest number in use plus one, as many digits."""
    letters = name.rstrip("0123456789")
    numbers = [other[len(letters) :] for other in taken if other.startswith(letters)]
    used = [digits for digits in numbers if digits.isdecimal()]
    width = max((len(digits) for digits in used), default=2)
    return f"{letters}{max((int(digits) for digits in used), default=1) + 1:0{width}d}"


def next_id(name: str, taken: dict[str, object]) -> str:
    """The next free id like ``name``, itself where none is like it; it is taken from then on."""
    found = (taken if isinstance(taken, TakenIds) else TakenIds(taken)).free(name)
    taken[found] = True
    return found
