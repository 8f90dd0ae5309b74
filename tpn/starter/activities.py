"""The blueprint's activities, once for the project, each wave and each service, with ids and links between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from tpn.model.choices import Phase
from tpn.starter.blueprint import BlueprintEntry
from tpn.starter.cast import Cast, Chosen
from tpn.starter.names import filled

_AFTER = re.compile(r"(?:(?P<scope>previous|first):)?(?P<key>\w+)(?P<tie>.*)")
_NARROW = 2


class LaidActivity(NamedTuple):
    """One activity of the project: which entry, in which wave, for which service."""

    entry: BlueprintEntry
    wave: int | None = None
    service: Chosen | None = None


@dataclass(frozen=True)
class Laying:
    """The blueprint laid over the cast of a project."""

    entries: Sequence[BlueprintEntry]
    cast: Cast

    @cached_property
    def spots(self) -> Mapping[Phase, tuple[LaidActivity, ...]]:
        """Every activity by phase, in order."""
        return {phase: tuple(self._of_phase(phase)) for phase in Phase}

    @cached_property
    def ids(self) -> Mapping[LaidActivity, str]:
        """The id of each activity: the phase's letter and two digits, three where there are a hundred."""
        return {
            spot: f"{phase.letter}-{number:0{max(_NARROW, len(str(len(spots))))}d}"
            for phase, spots in self.spots.items()
            for number, spot in enumerate(spots, 1)
        }

    def id_of(self, key: str, service: str | None = None) -> str | None:
        """The id of the blueprint's activity of this key; of those there is one of a service, that of ``service``."""
        return next(
            (
                name
                for spot, name in self.ids.items()
                if spot.entry.key == key and (spot.service.id if spot.service else None) == service
            ),
            None,
        )

    @cached_property
    def _by_key(self) -> Mapping[str, BlueprintEntry]:
        return {entry.key: entry for entry in self.entries}

    def _of_phase(self, phase: Phase) -> Iterator[LaidActivity]:
        """Entries that follow one another and belong to waves or services are gone through wave by wave."""
        own = [entry for entry in self.entries if entry.phase == phase]
        for once, run in groupby(own, key=lambda entry: entry.per == "project"):
            group = list(run)
            if once:
                yield from map(LaidActivity, group)
            else:
                for wave in range(1, self.cast.waves + 1):
                    yield from self._of_wave(group, wave)

    def _of_wave(self, group: Sequence[BlueprintEntry], wave: int) -> Iterator[LaidActivity]:
        for per, run in groupby(group, key=lambda entry: entry.per):
            entries = list(run)
            if per == "wave":
                yield from (LaidActivity(entry, wave) for entry in entries)
            else:
                yield from (
                    LaidActivity(entry, wave, one)
                    for one in self.cast.services
                    if one.wave == wave
                    for entry in entries
                )

    def after(self, spot: LaidActivity) -> list[str]:
        """What must come first: ids with kind and lag."""
        return list(dict.fromkeys(self._links(spot.entry, spot)))

    def _links(self, entry: BlueprintEntry, at: LaidActivity) -> Iterator[str]:
        for text in entry.after:
            match = _AFTER.fullmatch(text)
            if not match:
                raise ValueError(f"{entry.key}: {text}")
            before = self._by_key[match["key"]]
            found = [
                spot for spot in self.ids if spot.entry is before and self._meant(spot, at, match["scope"])
            ]
            yield from (self.ids[spot] + match["tie"] for spot in found)
            if not found and match["scope"] != "previous":
                yield from self._links(before, at)

    @staticmethod
    def _meant(spot: LaidActivity, at: LaidActivity, scope: str | None) -> bool:
        if spot.wave is None:
            return True
        if scope == "first":
            return spot.wave == 1
        if scope == "previous":
            return at.wave is not None and spot.wave == at.wave - 1
        same_service = spot.service is None or at.service is None or spot.service is at.service
        return same_service and at.wave in {None, spot.wave}

    def record(self, spot: LaidActivity, dates: Mapping[str, Any]) -> dict[str, Any]:
        """The activity as it stands in the file."""
        entry, service = spot.entry, spot.service
        title = filled(entry.title, wave=str(spot.wave), service=service.name if service else "")
        record = {
            "id": self.ids[spot],
            "title": title,
            "service": service.id if service else None,
            "responsible": [self.cast.who(entry.responsible, service.id if service else None)],
            "start": dates[entry.date] if entry.date else None,
            "duration": entry.duration,
            "after": self.after(spot),
            "milestone": entry.milestone or None,
            "kind": entry.kind,
        }
        return {key: value for key, value in record.items() if value not in (None, [])}
