"""The dates of a thing as JSON: the same keys wherever a thing has dates."""

from tpn.plan.timing import Timing


def timing_json(timing: Timing) -> dict[str, object]:
    """``plan``, ``agreed``, ``original``, ``forecast``, ``previous``; and ``promised``: agreed, else planned."""
    return {
        "plan": timing.plan,
        "agreed": timing.agreed.to if timing.agreed else None,
        "original": timing.original,
        "forecast": timing.forecast,
        "previous": timing.previous,
        "promised": timing.binding,
        "overdue": timing.overdue,
        "expected_late": timing.expected_late,
    }


def due_json(timing: Timing) -> dict[str, object]:
    """When a record falls due; ``day`` and ``foreseen`` are the older names of ``plan`` and ``forecast``."""
    older = {"day": timing.plan, "foreseen": timing.forecast, "over": timing.over, "late": timing.late}
    return older | timing_json(timing)
