"""Codes that names begin with: *AF 1.2 Logge inn*, *REQ-07 Lagre*."""

import re
from collections.abc import Sequence

from tpn.recognise.normalise import fold
from tpn.recognise.words import HeadingWords

_CODED = re.compile(r"([A-ZÆØÅÄÖ][^\W\d_]{0,5}[ .-]?\d+(?:\.\d+)*)[.:)]?\s+(?:[–—-]\s+)?(\S.*)", re.DOTALL)
_SHARE, _LEAST = 0.8, 4


def codes_of(titles: Sequence[str], words: HeadingWords) -> list[re.Match[str] | None]:
    """Code and name of each title, where nearly all begin with a code and no two with the same; else nothing.

    «Fase 2 Innføring» and «Uke 12 Møte» are names, not codes.
    """
    found = [_CODED.fullmatch(text) for text in titles]
    codes = [fold(match[1]) for match in found if match]
    named = any(words.row_word("sections", text) or fold(text).split(" ")[0] in words.week for text in titles)
    if named or len(codes) < max(_LEAST, _SHARE * len(titles)) or len(set(codes)) < len(codes):
        return [None] * len(titles)
    return found
