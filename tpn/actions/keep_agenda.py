"""An agenda is kept with its meeting, so that its case numbers stand."""

from tpn.actions.session import Session
from tpn.actions.write_changes import write_edits
from tpn.edits.agenda_edits import kept
from tpn.views.agenda_facts import Agenda


def kept_agenda(session: Session, agenda: Agenda) -> bool:
    """Write the agenda, or the numbers that a typed one lacks, into the project; whether there was anything to write.

    Raises:
        Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
    """
    edits = kept(session.loaded.index, agenda)
    if edits:
        write_edits(session, edits)
    return bool(edits)
