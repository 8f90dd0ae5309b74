"""What every section of a new project stands on: the choices, the cast, the days, the components."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tpn.starter.blueprint import Content
from tpn.starter.cast import Cast, Chosen
from tpn.starter.choices import Choices
from tpn.starter.days import Closed, closed_periods, kickoff_day, weeks_after

Record = dict[str, Any]


def given(**values: Any) -> Record:
    """The values that say something; a key may end in an underscore where Python reserves the word."""
    return {key.rstrip("_"): value for key, value in values.items() if value is not None}


@dataclass(frozen=True)
class Basis:
    """The choices with what follows from them."""

    choices: Choices
    start: Content
    names: Content
    cast: Cast

    @cached_property
    def closed(self) -> tuple[Closed, ...]:
        """The closed periods of the project's years."""
        return closed_periods(self.start["closed"], self.choices.start, self.cast.waves)

    @cached_property
    def kickoff(self) -> date:
        """The day of the kick-off."""
        return kickoff_day(self.choices.start, self.start["kickoff"], self.closed)

    @cached_property
    def meetings(self) -> Mapping[str, date]:
        """The day of each meeting that the plan stands on."""
        return {"kickoff": self.kickoff, "steering": self.week(self.start["steering"]["week"])}

    def week(self, weeks: int) -> date:
        """So many weeks after the kick-off."""
        return weeks_after(self.kickoff, weeks, self.closed)

    def due(self, row: Content) -> date | None:
        """The day that a row of the blueprint names by its week, if it does."""
        return self.week(row["week"]) if "week" in row else None

    def actions(self, rows: Sequence[Content]) -> list[Record]:
        """Measures with their person and deadline."""
        return [
            given(what=row["what"], responsible=self.cast.who(row["responsible"]), due=self.due(row))
            for row in rows
        ]

    @cached_property
    def components(self) -> tuple[Record, ...]:
        """The parts that the chosen services need, those that all of them share first as the blueprint has them.

        ``comes_with`` is an activity's key of the blueprint still.
        """
        rows = [row for rule in self.start["components"] for row in self._of_kind(rule)]
        return tuple({"id": f"A-K{number:02d}", **row} for number, row in enumerate(rows, 1))

    def enabling(self, kinds: Sequence[str]) -> list[str]:
        """The ids of the components of these kinds."""
        return [one["id"] for one in self.components if one["kind"] in kinds]

    def _of_kind(self, rule: Content) -> Iterator[Record]:
        kind, acquire = rule["kind"], rule.get("acquire")
        needing = [one for one in self.cast.services if kind in self._needs(one)]
        for name, services in self._called(rule, needing).items():
            if services or (not self.cast.services and kind in self.start["needed"]):
                ids = [one.id for one in services]
                yield given(name=name, kind=kind, services=ids, acquire=acquire,
                            comes_with=rule.get("with"), status="planned")  # fmt: skip

    def _called(self, rule: Content, needing: list[Chosen]) -> dict[str, list[Chosen]]:
        """The services by the name of what they need: one thing for all, or the system that each of them has."""
        general: str = self.names[rule["kind"]]["name"]
        if rule.get("per") != "system":
            return {general: needing}
        found: dict[str, list[Chosen]] = {}
        for one in needing:
            name = _system(one, rule["kind"])
            found.setdefault(name if name and name != general else f"{general} – {one.name}", []).append(one)
        return found

    def _needs(self, service: Chosen) -> Sequence[str]:
        needs: Sequence[str] = service.content.get("needs") or self.start["needed"]
        return needs


def _system(service: Chosen, kind: str) -> str | None:
    """The first system of this kind that the service's process goes through, by name."""
    variants = service.content.get("variants", {}).values()
    steps = (step for one in variants for step in one["steps"])
    return next((step["system"] for step in steps if step["component"] == kind), None)
