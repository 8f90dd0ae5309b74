"""A series of meetings in one line, written with the papers of each."""

from collections.abc import Sequence

from tpn.actions.find_named import phase_named
from tpn.actions.session import Session
from tpn.actions.write_changes import write_edits
from tpn.edits.meeting_series import Made, Planner, is_of_series, rhythm
from tpn.edits.typed_values import Typist
from tpn.model.logs import Meeting
from tpn.plan.gates import phase_at_hand
from tpn.plan.plan import working_days

_INTO = ("phase=", "fase=")


def add_series(session: Session, fields: Sequence[str]) -> tuple[Made, ...]:
    """Add the meetings of a series as ``every=month count=6 phase=launch …`` says it.

    Raises:
        Stop: a word cannot be read (exit code 2), or the files cannot be written.
    """
    into = next((word.partition("=")[2] for word in fields if word.startswith(_INTO)), None)
    own = [word for word in fields if not is_of_series(word) and not word.startswith(_INTO)]
    how = rhythm(fields, session.folder)
    typist = Typist(session.project, session.today, session.folder)
    values = typist.values(Meeting, own)
    for told in typist.told:
        session.tell_reading(*told)
    planner = planner_of(session)
    phase = phase_named(session, into) if into else phase_at_hand(session.readable)
    made = planner.series(values, how, phase)
    write_edits(session, made.edits)
    return made.meetings


def planner_of(session: Session) -> Planner:
    """What the meetings of a project are planned with."""
    return Planner(
        session.project,
        session.loaded.index,
        working_days(session.project),
        lambda day: session.words("series.papers", date=day),
    )
