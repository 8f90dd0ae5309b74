"""One spelling for comparing: what two people write differently but mean alike folds to the same text.

Matching rules of the domain notes 1.4: case, marks at the ends, hints in parentheses, no-break spaces, soft
hyphens and words broken over two lines make no difference, and å/aa, ø/oe, æ/ae are one.
"""

import re
import unicodedata
from functools import lru_cache

_SPELLING = str.maketrans({
    "å": "aa", "ø": "oe", "ö": "oe", "æ": "ae", "ä": "ae", "ü": "ue", "×": "x", "_": " ",
    "\u00ad": None, "\u200b": None, "\ufeff": None, "\u2011": "-", "«": '"', "»": '"', "“": '"', "”": '"', "’": "'",
})  # fmt: skip
_BROKEN = re.compile(r"(?<=\w)-\s+(?=[a-zæøåöäü])")  # «Gevinst-   ansvarlig», «opti-\nmistisk»
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-zæøåöäü])(?=[A-ZÆØÅÖÄÜ])")
_ENDS = " \t\r\n:;*?.,!\"'-–—"
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text as a person sees it: composed, one kind of space, no invisible marks, none at the ends."""
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\ufeff", "")
    return _SPACE.sub(" ", composed).strip()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text for comparing, hints in parentheses kept."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    joined = _HYPHEN.sub("", _BROKEN.sub("", lowered))
    spelled = joined.translate(_SPELLING)
    plain = "".join(mark for mark in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(mark))
    return _SPACE.sub(" ", plain).strip(_ENDS)


def without_hints(text: str) -> str:
    """The text without what stands in parentheses, unless that is all there is."""
    bare = _HINT.sub(" ", text)
    return bare if bare.strip(_ENDS) else text


def hints(text: str) -> str:
    """What stands in parentheses, folded, one space between."""
    return fold(" ".join(hint[1:-1] for hint in _HINT.findall(text)))


def spellings(text: str) -> tuple[tuple[str, float], ...]:
    """The ways to look up a heading, best first, each with how much it is worth (0–1)."""
    ways = [(fold(without_hints(text)), 1.0), (fold(text), 1.0)]
    ways.append((fold(without_hints(_CAMEL.sub(" ", text))), 0.98))
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    if rest:
        ways.append((fold(without_hints(first)), 0.92))
    if "/" in text:
        ways.extend((fold(without_hints(part)), 0.9) for part in without_hints(text).split("/"))
    return tuple((way, worth) for way, worth in ways if way)
