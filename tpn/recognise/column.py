"""A column of a table and what it was understood as; all columns of a table with its kind."""

from dataclasses import dataclass

from tpn.recognise.column_profile import Evidence
from tpn.recognise.fields import FIELDS, Kind, title_of
from tpn.recognise.headers import Label
from tpn.recognise.heading_lookup import How
from tpn.recognise.normalise import clean


@dataclass(frozen=True, slots=True, eq=False)  # each column is itself: a key, found by identity
class RecognisedColumn:
    """A column of a table; ``field`` may be one that is only of use while reading.

    ``level`` is 1 and more where titles of a hierarchy stand in columns side by side.
    """

    label: Label
    field: str | None
    how: How
    seen: Evidence
    level: int = 0

    @property
    def header(self) -> str:
        """The heading as a person sees it."""
        return clean(self.label.text)


@dataclass(frozen=True)
class Mapped:
    """A table's kind and columns. ``score`` compares kinds; only for the recogniser itself."""

    kind: Kind
    columns: tuple[RecognisedColumn, ...]
    score: float = 0.0
    second: Kind | None = None
    """The kind that explains the headings nearly as well."""
    named: bool = False
    """Whether the tab, the title above or the file says the kind."""
    signed: bool = False
    """Whether a heading is one that only such tables have."""
    faint: frozenset[str] = frozenset()
    """The fields whose headings say so only where nothing better does."""
    told: bool = True
    """Whether a heading surely names the records."""

    def takes(self, field: str | None) -> bool:
        """Whether a field is one of the table's records; the deadline in a list of risks is that of the measure."""
        measured = self.kind != "risks" or field != "due" or self.of("action") is not None
        return field in FIELDS[self.kind] and measured

    def of(self, field: str) -> RecognisedColumn | None:
        """The column of a field (the deepest of several title columns)."""
        found = [column for column in self.columns if column.field == field]
        return found[-1] if found else None

    @property
    def titles(self) -> tuple[RecognisedColumn, ...]:
        """The columns that name a record: one, or a hierarchy's from the outermost in."""
        name = title_of(self.kind)
        return tuple(column for column in self.columns if column.field == name)
