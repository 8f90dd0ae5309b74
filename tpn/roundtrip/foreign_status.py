"""What a status in a foreign list of risks is said of: the risk, or the measure against it."""

from typing import Literal

from tpn.model.wording import words_of
from tpn.recognise.words import HeadingWords

StatusOf = Literal["risk", "measure", "unclear"]


def status_of(header: str, said: str, words: HeadingWords, *, measured: bool) -> StatusOf:
    """By the heading; else by the word: what is *closed* is a risk. *Done*, beside a measure, may be the measure.

    ``measured``: whether the row has a measure.
    """
    named = set(words_of(header).split())
    if named & words.rows["measures"].whole:
        return "measure"
    if not measured or named & words.rows["risks"].whole or words.row_word("closed", said):
        return "risk"
    return "unclear"
