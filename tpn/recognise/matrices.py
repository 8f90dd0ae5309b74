"""Matrices of responsibility: activities down, roles across, and a letter that says what each role does."""

import re
from collections.abc import Mapping, Sequence

from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.column_profile import Evidence
from tpn.recognise.grid import Value
from tpn.recognise.headers import Label
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.left_out import Raw
from tpn.recognise.regions import Region
from tpn.recognise.words import HeadingWords

MATRIX = "matrix"
"""The field of a column that says what a role does; it stands beside the record as it is."""
_LEAST, _MOST, _NEARLY_ALL = 3, 0.6, 0.8
_DIVIDERS = re.compile(r"[\s/,+&;]+")


def responsibility_matrix(region: Region, seen: Mapping[Label, Evidence], lookup: Lookup) -> Mapped | None:
    """The activities of a matrix; none where fewer than three columns say what roles do.

    The name of an activity is the fullest column of texts to the left of the roles.
    """
    sure = [
        label for label in region.labels if label.text and _says_roles(region.values(label), lookup.words)
    ]
    roles = [label for label in region.labels if label in sure or _between(label, sure, region, lookup.words)]
    does = {letter for label in roles for value in region.values(label) for letter in _letters(value)}
    if len(roles) < _LEAST or not does & (_does(lookup.words) | _answers(lookup.words)):
        return None
    before = [
        label for label in region.labels if label.column < roles[0].column and seen[label].texts > _MOST
    ]
    title = max(before, key=lambda label: seen[label].filled, default=None)
    if title is None:
        return None
    columns = [
        RecognisedColumn(label, _field(label, title, roles), "content", seen[label])
        if label is title or label in roles
        else RecognisedColumn(label, None, "kept", seen[label])
        for label in _up_to_legend(region.labels, roles)
    ]
    return Mapped("activities", tuple(columns), float(len(columns)))


def _between(label: Label, sure: list[Label], region: Region, words: HeadingWords) -> bool:
    """A role among roles, whose column has letters of its own beside those that are known."""
    values = region.values(label)
    inside = bool(sure) and sure[0].column < label.column < sure[-1].column
    short = sum(
        len(str(value).strip()) < _LEAST for value in values
    )  # beside sums and words under the matrix
    return (
        inside
        and bool(label.text)
        and any(says_role(value, words) for value in values)
        and short >= _NEARLY_ALL * len(values)
    )


def _up_to_legend(labels: Sequence[Label], roles: Sequence[Label]) -> list[Label]:
    """The columns but for those after an empty one to the right of the roles: they say what the letters mean."""
    found: list[Label] = []
    for label in labels:
        if found and label.column > roles[-1].column and label.column - found[-1].last > 1:
            break
        found.append(label)
    return found


def _field(label: Label, title: Label, roles: list[Label]) -> str | None:
    return "title" if label is title else MATRIX if label in roles else None


def _says_roles(values: list[Value], words: HeadingWords) -> bool:
    known = [says_role(value, words) for value in values]
    return bool(known) and sum(known) >= _MOST * len(known)


def says_role(value: Value, words: HeadingWords) -> bool:
    """Whether a cell is the letters of such a matrix and nothing else: *R*, *A/R*."""
    every = _does(words) | _answers(words) | words.rows["matrix-others"].whole
    return isinstance(value, str) and bool(value.strip()) and set(_letters(value)) <= every


def who_does(raw: Raw, mapped: Mapped, words: HeadingWords) -> tuple[str, ...]:
    """The roles that do the work of an activity; where none does, those that answer for it."""
    said = [(c, _letters(raw.spots[c].value)) for c in mapped.columns if c.field == MATRIX and c in raw.spots]
    for letters in (_does(words), _answers(words)):
        if found := tuple(column.header for column, own in said if letters & set(own)):
            return found
    return ()


def _letters(value: Value) -> list[str]:
    return [part for part in _DIVIDERS.split(str(value).casefold()) if part]


def _does(words: HeadingWords) -> frozenset[str]:
    return words.rows["matrix-does"].whole


def _answers(words: HeadingWords) -> frozenset[str]:
    return words.rows["matrix-answers"].whole
