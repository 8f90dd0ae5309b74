"""Made-up rollouts of three sizes, as a project folder and as TaskJuggler's file of the same plan.

``python tests/bench/plans.py M FOLDER`` writes both. The same size gives the same bytes. Five phases, in each the
services of the phase, in each service chains of activities that now and then wait for one another; a little over
half of the time has passed, so most of what lies behind is done, some of it is late.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 23)
SIZES = {"S": (2, 15), "M": (10, 100), "L": (100, 100)}
"""Services in each phase, and activities in each of them: 150, 5,000 and 50,000 activities in all."""

_PHASES = ("kickoff", "benefits", "processes", "procurement", "launch")
_NAMES = ("Barnehageplass", "Kulturskole", "Byggesak", "Leie av lokale", "Skjenkebevilling", "Timeavtale")
_VERBS = (
    "Kartlegge",
    "Avklare",
    "Bestille",
    "Sette opp",
    "Teste",
    "Godkjenne",
    "Lære opp",
    "Innføre",
    "Evaluere",
)
_THINGS = (
    "behov",
    "ansvar",
    "testmiljø",
    "tilganger",
    "integrasjon",
    "avtale",
    "målepunkter",
    "rutine",
    "tekster",
)
_PEOPLE = tuple(
    f"{first} {last}"
    for first in ("Kari", "Ola", "Åse", "Jørgen")
    for last in ("Lie", "Moe", "Næss", "Vik", "Berg")
)
_LENGTHS = (1, 2, 2, 3, 3, 4, 5, 5, 8, 10)


@dataclass
class Piece:
    """One activity: its plan by working days from the start, what it waits for, how far it has come."""

    number: int
    phase: str
    service: str
    title: str
    length: int
    person: int
    after: list["Piece"] = field(default_factory=list)
    begin: int = 0
    status: str = "not_started"
    percent: int = 0

    @property
    def id(self) -> str:
        """As it stands in the files."""
        return f"{_letter(self.phase)}-{self.number:05d}"

    @property
    def end(self) -> int:
        """The working day after its last."""
        return self.begin + self.length


@dataclass
class Rollout:
    """The whole plan; ``days`` are its working days."""

    start: date
    days: list[date]
    pieces: list[Piece]
    services: list[str]

    def first(self, piece: Piece) -> date:
        """The day it begins."""
        return self.days[piece.begin]

    def last(self, piece: Piece) -> date:
        """The day it ends."""
        return self.days[piece.end - 1]


def rollout(size: str) -> Rollout:
    """The plan of a size."""
    rnd = random.Random(f"tpn {size}")  # noqa: S311 - the same plan each time
    services, activities = SIZES[size]
    pieces: list[Piece] = []
    tails: dict[tuple[int, int], Piece] = {}
    for phase in _PHASES:
        for service in range(services):
            name = f"{_letter(phase).lower()}{service + 1}"
            pieces += _pieces(rnd, phase, name, service, activities, len(pieces), tails)
    for piece in pieces:  # each stands after what it waits for
        piece.begin = max((before.end for before in piece.after), default=0)
    length = max(piece.end for piece in pieces)
    start = TODAY - timedelta(days=int(length * 0.55 * 7 / 5))
    start -= timedelta(days=start.weekday())
    days = [day for n in range(length * 7 // 5 + 7) if (day := start + timedelta(days=n)).weekday() < 5]
    made = Rollout(start, days, pieces, list(dict.fromkeys(piece.service for piece in pieces)))
    for piece in pieces:
        _progress(rnd, piece, made)
    return made


def _letter(phase: str) -> str:
    """What the ids of a phase begin with."""
    return "KEPAT"[_PHASES.index(phase)]


def _pieces(
    rnd: random.Random,
    phase: str,
    name: str,
    service: int,
    activities: int,
    taken: int,
    tails: dict[tuple[int, int], Piece],
) -> list[Piece]:
    """The activities of one service in one phase, in chains that continue those of the phase before."""
    chains = 3 if activities < 50 else 4
    made: list[Piece] = []
    for n in range(activities):
        title = f"{rnd.choice(_VERBS)} {rnd.choice(_THINGS)} {taken + n + 1}"
        piece = Piece(taken + n + 1, phase, name, title, rnd.choice(_LENGTHS), rnd.randrange(len(_PEOPLE)))
        own = (service, n % chains)
        beside = tails.get((service, (n + 1) % chains))
        if own in tails:
            piece.after.append(tails[own])
        if beside and n >= chains and rnd.random() < 0.16:
            piece.after.append(beside)
        tails[own] = piece
        made.append(piece)
    return made


def _progress(rnd: random.Random, piece: Piece, made: Rollout) -> None:
    chance = rnd.random()
    if made.last(piece) < TODAY:
        old = made.last(piece) < TODAY - timedelta(days=45)
        if (chance < 0.8 or old) and all(before.status == "done" for before in piece.after):
            piece.status, piece.percent = "done", 100
        else:
            piece.status, piece.percent = "in_progress", rnd.choice((50, 75, 90))
    elif made.first(piece) <= TODAY and chance < 0.8:
        piece.status, piece.percent = "in_progress", rnd.choice((10, 25, 50, 75))


# ---------------------------------------------------------------- as a project folder


def write_project(made: Rollout, folder: Path) -> None:
    """The plan in the files that ``tpn init`` lays out."""
    _write(folder / "project.yaml", _head(made))
    for number, phase in enumerate(_PHASES, 1):
        lines = [f"{phase}:", "  activities:"]
        for piece in made.pieces:
            if piece.phase == phase:
                lines += _activity(piece, made)
        _write(folder / f"{number}-{phase}.yaml", [*lines, *_registers(phase)])


def _head(made: Rollout) -> Iterator[str]:
    yield from (
        "project:",
        "  format: 1",
        "  id: bench",
        "  name: Tjenester på nett",
        f"  start: {made.start}",
    )
    yield from (f"  finish: {made.days[-1]}", "  owner: i1", "  lead: i2", "people:")
    yield from (f"  - {{id: i{n}, name: {name}, initials: I{n}}}" for n, name in enumerate(_PEOPLE, 1))
    yield "services:"
    for n, service in enumerate(made.services):
        last = max(made.last(piece) for piece in made.pieces if piece.service == service)
        yield f"  - {{id: {service}, name: {_NAMES[n % len(_NAMES)]} {n + 1}, owner: i{n % 20 + 1}, launch: {last}}}"


def _activity(piece: Piece, made: Rollout) -> Iterator[str]:
    yield f"    - id: {piece.id}"
    yield f"      title: {piece.title}"
    yield f"      service: {piece.service}"
    yield f"      responsible: [i{piece.person + 1}]"
    yield f"      start: {made.first(piece)}"
    yield f"      due: {made.last(piece)}"
    if piece.after:
        yield f"      after: [{', '.join(before.id for before in piece.after)}]"
    yield f"      status: {piece.status}"
    yield f"      percent: {piece.percent}"


def _registers(phase: str) -> Iterator[str]:
    if phase == "benefits":
        yield "  benefits:"
        for n in range(1, 7):
            yield f"    - {{id: G-{n:02d}, title: Spart tid {n}, owner: i{n},"
            yield f"       indicator: {{name: Timer i året, unit: t, baseline: {1000 * n}, target: {700 * n}}}}}"
    if phase == "procurement":
        yield "  requirements:"
        for n in range(1, 13):
            yield f"    - {{id: A-R{n:02d}, text: Krav til {_THINGS[n % 9]} {n}, level: {('must', 'should')[n % 2]}}}"


def _write(path: Path, lines: Iterator[str] | list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


# ---------------------------------------------------------------- as TaskJuggler's file


def write_taskjuggler(made: Rollout, path: Path) -> None:
    """The same plan for TaskJuggler: lengths in working days, links, how far it has come; one report as CSV."""
    where = {piece.number: f"{piece.phase}.{piece.service}.a{piece.number}" for piece in made.pieces}
    span = len(made.days) * 7 // 5 + 120
    lines = [
        f'project bench "Tjenester på nett" {made.start} +{span}d {{',
        '  timezone "UTC"',
        f"  now {TODAY}",
    ]
    lines += ["  timingresolution 60min", "}"]
    lines += [f'resource i{n} "{name}"' for n, name in enumerate(_PEOPLE, 1)]
    for phase in _PHASES:
        lines.append(f'task {phase} "{phase}" {{')
        for service in (name for name in made.services if name[0] == _letter(phase).lower()):
            lines.append(f'  task {service} "{service}" {{')
            lines += [_task(piece, made, where) for piece in made.pieces if piece.service == service]
            lines.append("  }")
        lines.append("}")
    lines += [
        'taskreport status "status" {',
        "  formats csv",
        "  columns bsi, name, start, end, duration, complete,",
    ]
    lines += ["    status, pathcriticalness, responsible", '  timeformat "%Y-%m-%d"', "}"]
    _write(path, lines)


def _task(piece: Piece, made: Rollout, where: dict[int, str]) -> str:
    links = ", ".join(where[before.number] for before in piece.after)
    begins = f"depends {links}" if links else f"start {made.start}"
    said = f"length {piece.length}d responsible i{piece.person + 1} {begins} complete {piece.percent}"
    return f'    task a{piece.number} "{piece.title}" {{ {said} }}'


if __name__ == "__main__":
    named, place = rollout(sys.argv[1]), Path(sys.argv[2])
    place.mkdir(parents=True, exist_ok=True)
    write_project(named, place)
    write_taskjuggler(named, place / "bench.tjp")
