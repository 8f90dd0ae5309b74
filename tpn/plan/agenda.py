"""The times of an agenda: items that add up to the meeting, and a break before anybody has sat too long. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tpn.model.choices import AgendaKind

MOST_SITTING = 90
MOST_ON_SCREEN = 45
"""So many minutes without a break are too many, in a room and on a screen."""

SHORTEST = 5
BREAK = 10
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of an agenda before it has its time. ``responsible`` is a person's id, ``speaker`` a guest's name."""

    title: str
    minutes: int | None
    kind: AgendaKind = AgendaKind.INFORMATION
    responsible: str | None = None
    speaker: str | None = None
    case: str | None = None
    provisional: bool = False  # the number is not written in the project yet
    decision: str | None = None

    @property
    def pauses(self) -> bool:
        """Whether people get up and stretch."""
        return self.kind is AgendaKind.BREAK


@dataclass(frozen=True, slots=True)
class Timed:
    """A line of an agenda with its time, in minutes since midnight; None where the times are not known."""

    slot: Slot
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch without a break: from which line on, and how long."""

    first: Slot
    minutes: int


def total(slots: Iterable[Slot]) -> int:
    """The minutes of all the lines together; a line without minutes counts for none."""
    return sum(slot.minutes or 0 for slot in slots)


def timed(slots: Sequence[Slot], start: int | None) -> tuple[Timed, ...]:
    """The lines one after the other from the start of the meeting; after a line without minutes no time is known."""
    made: list[Timed] = []
    now = start
    for slot in slots:
        end = None if now is None or slot.minutes is None else now + slot.minutes
        made.append(Timed(slot, now, end))
        now = end
    return tuple(made)


def sittings(slots: Sequence[Slot], most: int) -> tuple[Stretch, ...]:
    """The stretches without a break that are longer than ``most`` minutes."""
    found: list[Stretch] = []
    first: Slot | None = None
    minutes = 0
    for slot in [*slots, None]:
        if slot is None or slot.pauses:
            if first is not None and minutes > most:
                found.append(Stretch(first, minutes))
            first, minutes = None, 0
            continue
        first = first or slot
        minutes += slot.minutes or 0
    return tuple(found)


def with_breaks(slots: Sequence[Slot], most: int, pause: Slot) -> tuple[Slot, ...]:
    """The lines with a break wherever the next one would make the sitting longer than ``most``.

    A line that is longer than that by itself is cut in two around a break.
    """
    made: list[Slot] = []
    sat = 0
    for slot in (half for one in slots for half in _halves(one, most)):
        if slot.pauses:
            sat = 0
        else:
            if sat and sat + (slot.minutes or 0) > most:
                made.append(pause)
                sat = 0
            sat += slot.minutes or 0
        made.append(slot)
    return tuple(made)


def _halves(slot: Slot, most: int) -> Iterable[Slot]:
    left = slot.minutes or 0
    if slot.pauses or left <= most:
        return (slot,)
    parts = -(-left // most)
    sizes = [left // parts + (n < left % parts) for n in range(parts)]
    return tuple(replace(slot, minutes=size) for size in sizes)


def laid_out(slots: Sequence[Slot], most: int, pause: Slot, length: int | None) -> tuple[Slot, ...]:
    """The lines with breaks in time, filling ``length`` minutes where that is said and can be done.

    A break takes room from the lines, and lines that give room may need fewer breaks: a few rounds settle it.
    """
    lines = with_breaks(slots, most, pause)
    for _ in range(_ROUNDS if length is not None else 0):
        lines = with_breaks(fitted(lines, length or 0), most, pause)
        if total(lines) == length:
            break
    return lines


def fitted(slots: Sequence[Slot], length: int) -> tuple[Slot, ...]:
    """The lines stretched or shrunk so that they fill ``length`` minutes, each in fives as far as that goes.

    Breaks keep their length. Where there is not room for the shortest of all, the lines stay as they are.
    """
    working = [n for n, slot in enumerate(slots) if not slot.pauses]
    room = length - total(slot for slot in slots if slot.pauses)
    if not working or room < SHORTEST * len(working):
        return tuple(slots)
    sizes = _shared([max(slots[n].minutes or 0, SHORTEST) for n in working], room)
    made = list(slots)
    for n, minutes in zip(working, sizes, strict=True):
        made[n] = replace(slots[n], minutes=minutes)
    return tuple(made)


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """``room`` shared by what each wants, in fives and none less than the shortest; the longest takes what is left."""
    asked = sum(wanted)
    sizes = [max(SHORTEST, round(want * room / asked / SHORTEST) * SHORTEST) for want in wanted]
    while sum(sizes) > room:
        most = max(range(len(sizes)), key=sizes.__getitem__)
        sizes[most] -= min(SHORTEST, sum(sizes) - room)
    sizes[max(range(len(sizes)), key=sizes.__getitem__)] += room - sum(sizes)
    return sizes
