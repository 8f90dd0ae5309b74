"""Case numbers – 3/26 is the third case of 2026 – counted through the year over all meetings and never used again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tpn.model.choices import MeetingKind
from tpn.model.logs import Meeting
from tpn.plan.agenda import Slot

NUMBERED = frozenset({MeetingKind.KICKOFF, MeetingKind.STEERING})
"""The meetings whose cases have numbers; others keep those that somebody has typed."""

_CASE = re.compile(r"(\d+)\s*/\s*(?:\d\d)?(\d\d)")


def case_parts(case: str | None) -> tuple[int, int] | None:
    """The number and the year (two digits) of a case."""
    match = _CASE.fullmatch(case.strip()) if case else None
    return (int(match[1]), int(match[2])) if match else None


def used_cases(meetings: Iterable[Meeting], history: Iterable[str] = ()) -> set[tuple[int, int]]:
    """Every number that a meeting has, or had: ``history`` are the numbers found in what was kept of the past."""
    agendas = [item.case for meeting in meetings for item in meeting.agenda]
    minutes = [item.case for meeting in meetings for item in meeting.minutes]
    return {parts for case in (*agendas, *minutes, *history) if (parts := case_parts(case))}


def numbered(slots: Sequence[Slot], year: int, used: Iterable[tuple[int, int]]) -> tuple[Slot, ...]:
    """The lines with a number for each that is no break and has none; those that were typed are kept."""
    short = year % 100
    taken = [number for number, of in used if of == short]
    taken += [parts[0] for slot in slots if (parts := case_parts(slot.case)) and parts[1] == short]
    after = max(taken, default=0)
    made = []
    for slot in slots:
        if slot.case or slot.pauses:
            made.append(slot)
            continue
        after += 1
        made.append(replace(slot, case=f"{after}/{short:02d}", provisional=True))
    return tuple(made)


def twice_used(meetings: Sequence[Meeting]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The numbers that stand on the agenda of more than one meeting, with the meetings."""
    where: dict[tuple[int, int], list[str]] = {}
    for meeting in meetings:
        for item in meeting.agenda:
            if parts := case_parts(item.case):
                where.setdefault(parts, []).append(meeting.id)
    return tuple(
        (f"{number}/{year:02d}", tuple(ids)) for (number, year), ids in sorted(where.items()) if len(ids) > 1
    )
