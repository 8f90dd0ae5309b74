"""What can be wrong, and where: values with a place, never sentences.

A problem is a name (slug), a place and the facts. Its wording in three languages is content
(``templates/texts/<language>/problems/``) and is put together in ``texts.problems``.
"""

from tpn.problems.catalogue import ADVICE, LEVELS, Level, level_of
from tpn.problems.problem import CellPlace, Facts, FilePlace, Place, Problem, Stop, TextPlace

__all__ = [
    "ADVICE",
    "LEVELS",
    "CellPlace",
    "Facts",
    "FilePlace",
    "Level",
    "Place",
    "Problem",
    "Stop",
    "TextPlace",
    "level_of",
]
