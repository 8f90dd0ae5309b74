"""Plans by the thousand: as those of ``test_plan_laws``, but each from one number, which is told when a law fails."""

from datetime import date, timedelta
from random import Random

from tests.plan.test_plan_laws import EXTERNAL
from tpn.model.choices import Status
from tpn.model.spans import Link
from tpn.plan.tasks import Task

FIRST, DAYS = date(2026, 4, 20), 163
MOST = 8


def random_plan(seed: int) -> list[Task]:
    """A plan of up to eight activities without loops; the same number gives the same plan."""
    chance = Random(seed)  # noqa: S311 - no secret
    return [_task(chance, number) for number in range(chance.randint(1, MOST))]


def random_day(chance: Random) -> date:
    """A day of the half year in which the plans are."""
    return FIRST + timedelta(chance.randrange(DAYS))


def _maybe_day(chance: Random) -> date | None:
    return random_day(chance) if chance.random() < 0.5 else None


def _task(chance: Random, number: int) -> Task:
    start, due = _maybe_day(chance), _maybe_day(chance)
    if start and due and due < start:
        start, due = due, start
    milestone = chance.randrange(4) == 0
    long = chance.randint(0, 12) if chance.random() < 0.6 else None
    earlier = [*(f"T{one}" for one in range(number)), *EXTERNAL]
    links = [
        Link(chance.choice(earlier), chance.choice(("FS", "FS", "SS", "FF", "SF")), chance.randint(-4, 6))
        for _ in range(chance.randint(0, 3))
    ]
    return Task(
        f"T{number}", None if milestone else start, due, None if start and due else long, tuple(links), milestone,
        chance.choice(list(Status)), chance.randint(0, 100) if chance.random() < 0.5 else None,
        _maybe_day(chance), _maybe_day(chance),
    )  # fmt: skip
