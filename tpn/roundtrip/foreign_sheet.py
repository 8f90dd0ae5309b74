"""One foreign file on its way into the project: what was decided for it, whom its names mean, what is told of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from tpn.model.choices import Phase, Role
from tpn.model.ids import id_of_name, numbered
from tpn.model.people import called
from tpn.problems import CellPlace, Problem
from tpn.recognise.normalise import fold
from tpn.recognise.tables import Reading
from tpn.roundtrip.cell_values import Meanings
from tpn.texts.parse_words import choice_value


class ForeignOptions(NamedTuple):
    """What a person decides for a foreign sheet: the phase of rows that name none, new people, words for no reason."""

    phase: Phase
    new_people: bool
    unsaid: str
    called: Callable[[str], str] = str.capitalize
    """What a field is called: the heading of a value that no column has."""


@dataclass(frozen=True)
class ForeignRow:
    """One record of a foreign sheet. ``ref`` is its number there; ``fixed`` says where it belongs."""

    kind: str
    ref: str
    title: str
    values: Mapping[str, Any]
    cells: Mapping[str, CellPlace]
    place: CellPlace
    fixed: tuple[tuple[str, object], ...] = ()


@dataclass
class ForeignSheet:
    """What the records of one file share. ``unknown`` are names that nobody in the project has."""

    reading: Reading
    meanings: Meanings
    options: ForeignOptions
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[str, CellPlace] = field(default_factory=dict)
    new_ids: dict[str, str] = field(default_factory=dict)
    phases: dict[str, None] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    unclear: dict[str, CellPlace] = field(default_factory=dict)
    """Headings of a status of which nobody can tell whether it is the risk's or the measure's."""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers that the rows of the file have."""
        records = (record for table in self.reading.tables for record in table.records)
        return frozenset(str(number) for record in records if (number := record.values.get("id")))

    def is_ours(self, number: str) -> bool:
        """Whether a record of the project has a number."""
        index = self.meanings.index
        return number in index.ids or number in index.by_address or number in index.short.values()

    def person(self, name: str, place: CellPlace) -> str | None:
        """The id of a person of the project, or of one that this file brings; None where there is none."""
        fits = called(self.meanings.project.people, name, ids_known=False)
        if len(fits) == 1:
            return fits[0]
        if fits:
            self._several(name, fits, place)
            return None
        role = choice_value(Role, name, self.meanings.folder)
        of_role = (
            [person.id for person in self.meanings.project.people if role in person.roles] if role else []
        )
        if len(of_role) == 1:
            return of_role[0]
        if fold(name) in self.new_ids:
            return self.new_ids[fold(name)]
        if fold(name) in self.meanings.words.groups or role:
            return None
        self.unknown.setdefault(name, place)
        return self.new_person(name) if self.options.new_people else None

    def _several(self, name: str, fits: tuple[str, ...], place: CellPlace) -> None:
        """Whom a name means of several is asked, once a name: nobody is guessed, and nobody new is made."""
        if fold(name) not in self.several:
            self.several.add(fold(name))
            found = tuple(one.name for one in self.meanings.project.people if one.id in fits)
            self.problems.append(Problem("cell-several-people", place, {"name": name, "found": found}))

    def new_person(self, name: str) -> str:
        """A new id for a person: the first name, with the others where it is taken.

        A name in two rows has two: whether it is one person is seen when both are there.
        """
        taken = {*self.meanings.index.ids, *self.new_ids.values()}
        found = id_of_name(name, taken, person=True) or numbered(NAMELESS, taken)
        self.new_ids[fold(name) if fold(name) not in self.new_ids else f"{fold(name)} {found}"] = found
        return found


NAMELESS = "ny"
