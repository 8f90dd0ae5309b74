"""A gate or a going live is marked done only when it may be; what it lacks is told by name."""

from collections.abc import Iterator

from tpn.model import Loaded
from tpn.model.questions import Questions
from tpn.plan.gates import OpenPoint, holding, passed
from tpn.problems import Problem, Stop
from tpn.views.values import title_of


def must_pass(before: Loaded, after: Loaded) -> None:
    """What was not passed before and is now, has no open *must* point, or a decision lets it pass.

    Raises:
        Stop: it has, and nothing does; the first problem names what, the others each point (exit code 1).
    """
    if before.project is None or after.project is None:
        return
    questions = Questions(after.folder)
    known = passed(before.project, questions.go_live)
    for passage, route in passed(after.project, questions.go_live).items():
        if passage not in known and (points := holding(after.project, questions, passage)):
            service = after.project.service.get(passage.service or "")
            entry = after.index.by_route[route[:-1]]
            record = service or entry.record
            facts = {
                "id": entry.address,
                "title": title_of(record),
                "count": len(points),
                "points": tuple(one.id for one in points),
                "gate": passage.service or passage.phase.value,
            }
            raise Stop([Problem("gate-closed", None, facts), *lacking(points)], 1)


def lacking(points: tuple[OpenPoint, ...]) -> Iterator[Problem]:
    """Each open point, with the command that answers it."""
    for one in points:
        facts = {"id": one.id, "text": one.text, "address": one.address, "hint": one.stand.value}
        yield Problem("point-lacks", None, facts)
