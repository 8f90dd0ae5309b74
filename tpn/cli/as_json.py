"""What every verb has as JSON: what stopped it, and – of a verb without facts of its own – what it did."""

from collections.abc import Sequence

from tpn.cli.problem_facts import problem_json
from tpn.cli.run import Run
from tpn.problems import Problem


def faults(problems: Sequence[Problem], run: Run) -> dict[str, object]:
    """What stopped a run."""
    return {"format": 1, "problems": [problem_json(run, problem) for problem in problems]}


def result(run: Run) -> dict[str, object]:
    """What a run did: whether it wrote, each field of each record with what it was and is, and the words it said."""
    return {
        "format": 1,
        "verb": run.verb,
        "preview": run.preview,
        "written": bool(run.written),
        "changes": [
            {"id": one.id, "field": one.field or None, "old": one.old, "new": one.new} for one in run.changes
        ],
        "files": [*run.written, *run.given],
        "said": run.speech.taken(),
    }
