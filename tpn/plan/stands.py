"""How an answer to a point of a checklist stands: done with evidence, waived, not relevant, or open."""

from enum import StrEnum

from tpn.model.choices import Answer
from tpn.model.shapes import CheckAnswer


class Stand(StrEnum):
    """How a point stands: the first three are clear."""

    DONE = "done"
    WAIVED = "waived"
    NOT_RELEVANT = "not_relevant"
    UNPROVEN = "unproven"
    STILL_OPEN = "still_open"
    OPEN = "open"


CLEAR = frozenset({Stand.DONE, Stand.WAIVED, Stand.NOT_RELEVANT})


def stand(answer: CheckAnswer) -> Stand:
    """How an answer stands. What is done needs no waiver; what is not relevant needs its reason."""
    if answer.answer is Answer.DONE and answer.evidence:
        return Stand.DONE
    if answer.waiver is not None:
        return Stand.WAIVED
    if answer.answer is Answer.NOT_RELEVANT and answer.note:
        return Stand.NOT_RELEVANT
    if answer.answer is Answer.DONE:
        return Stand.UNPROVEN
    return Stand.STILL_OPEN if answer.answer is Answer.STILL_OPEN else Stand.OPEN
