"""Phase 1: the section ``kickoff``."""

from tpn.model.base import (
    Date,
    Many,
    PastDate,
    PersonId,
    Record,
    Text,
)
from tpn.model.shapes import Activity, CheckAnswer


class Commitment(Record):
    """What somebody has said they will do; ``date``: when that was said. With a ``due`` it is followed up."""

    person: PersonId
    to: Text
    date: PastDate | None = None
    due: Date | None = None
    done: PastDate | None = None


class Kickoff(Record):
    """Prosjektetablering og kick-off."""

    activities: Many[Activity] = ()
    checklist: dict[str, CheckAnswer] = {}
    commitments: Many[Commitment] = ()
