"""The spellings under which a heading is looked up: hints in parentheses, parts between slashes, lines."""

import re

from tpn.model.wording import ENDS, clean, fold

__all__ = ["clean", "fold", "hints", "spellings", "stem", "stems", "without_hints"]

_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORDS_JOINED = re.compile(r"(?<=[^\W\d_]{4})-(?=[^\W\d_]{4})")
_SCALE = re.compile(r"(?<=[^\W\d])[ _-]{0,9}1[ _]?(?:-|–|_|to|til|bis)[ _]?(?:3|4|5|6|10)$")
_CAMEL = re.compile(r"(?<=[a-zæøåöäü])(?=[A-ZÆØÅÖÄÜ])")


_LINKED = re.compile(
    r"\s*(?:linked|related|parent|relatert|relaterte|koblet|knyttet|verknüpfte?|relaterad)\b", re.IGNORECASE
)


def without_hints(text: str) -> str:
    """The text without what stands in parentheses, unless that is all there is."""
    bare = _HINT.sub(" ", text)
    return bare if bare.strip(ENDS) else text


def hints(text: str) -> str:
    """What stands in parentheses, folded, one space between."""
    return fold(" ".join(hint[1:-1] for hint in _HINT.findall(text)))


_INFLECTED = ("ene", "ane", "ers", "er", "ar", "en", "et", "es", "e", "n", "s", "r", "t", "a")
_SHORTEST_STEM = 5


def stem(word: str) -> str:
    """A folded word without its ending: *risks* is *risk*, *aktiviteter* is *aktivitet*."""
    if len(word) <= _SHORTEST_STEM or not word.endswith(_INFLECTED):
        return word
    lengths = (len(ending) for ending in _INFLECTED if word.endswith(ending))
    return word[: -next((length for length in lengths if len(word) - length >= _SHORTEST_STEM), -len(word))]


def stems(text: str) -> str:
    """A folded text with each of its words without its ending."""
    return " ".join(map(stem, text.split(" ")))


def spellings(text: str) -> tuple[tuple[str, float], ...]:
    """The ways to look up a heading, best first, each with how much it is worth (0–1)."""
    ways = [(fold(without_hints(text)), 1.0), (fold(text), 1.0)]
    ways.append((fold(without_hints(_CAMEL.sub(" ", text))), 0.98))
    if "-" in text:  # «Start-Date»
        ways.append((fold(_WORDS_JOINED.sub(" ", without_hints(text))), 0.97))
    if "." in text:  # «Ant. saker pr. år»
        ways.append((fold(without_hints(text).replace(".", " ")), 0.98))
    if (bare := _SCALE.sub("", without_hints(text))) != without_hints(text):  # «Likelihood_1_5», «S 1-5»
        ways.append((fold(bare), 0.98))
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    if rest:
        ways.append((fold(without_hints(first)), 0.92))
    if text.count("=") == 1:  # «A=Auftreten»
        ways.append((fold(without_hints(text.split("=")[1])), 0.95))
    if "/" in text:
        first, *rest = without_hints(text).split("/")
        ways.append((fold(first), 0.9))
        # of «Linked functional / non-functional requirements» the rest is no heading of its own
        ways.extend((fold(part), 0.9) for part in rest if not _LINKED.match(first))
    return tuple((way, worth) for way, worth in ways if way)
