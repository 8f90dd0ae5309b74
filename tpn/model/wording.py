"""One spelling for comparing: what two people write differently but mean alike folds to the same text.

Case, marks at the ends, no-break spaces, soft hyphens and words broken over two lines make no difference, å is aa,
and æ and ä are ae. Who has no ø writes ``oe`` or ``o``: all three, and ö, are one.
"""

import re
import unicodedata
from functools import lru_cache

_SPELLING = str.maketrans({
    "å": "aa", "ø": "o", "ö": "o", "æ": "ae", "ä": "ae", "ü": "ue", "×": "x", "_": " ",
    "\u00ad": None, "\u200b": None, "\ufeff": None, "\u2011": "-", "«": '"', "»": '"', "“": '"', "”": '"', "’": "'",
})  # fmt: skip
_BROKEN = re.compile(r"(?<=\w)-\s+(?=[a-zæøåöäü])")  # «Gevinst-   ansvarlig», «opti-\nmistisk»
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_SPACE = re.compile(r"\s+")
ENDS = " \t\r\n:;*?.,!\"'-–—"


def clean(text: str) -> str:
    """The text as a person sees it: composed, one kind of space, no invisible marks, none at the ends."""
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\ufeff", "")
    return _SPACE.sub(" ", composed).strip()


@lru_cache(maxsize=16384)
def whole_number(text: str) -> int | None:
    """The number that digits are; None of what is none, or has more of them than anybody counts to."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


_DIGITS = 12


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text for comparing, word by word; hints in parentheses kept."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    joined = _HYPHEN.sub("", _BROKEN.sub("", lowered))
    spelled = joined.translate(_SPELLING).replace("oe", "o")
    plain = spelled if spelled.isascii() else _without_marks(spelled)
    return _SPACE.sub(" ", plain).strip(ENDS)


def _without_marks(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def words_of(text: str) -> str:
    """As ``fold``, the parts of a word with hyphens told apart: ``SFO-leder`` is two."""
    return fold(text.replace("-", " "))


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """As ``fold``, words not told apart: ``go-live``, ``go live`` and ``go_live`` are one name."""
    return fold(text).replace(" ", "").replace("-", "") or text.strip().casefold()
