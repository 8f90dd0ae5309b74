"""Which access a document, a sheet or a picture carries, in words."""

from tpn.actions.session import Session
from tpn.model.procurement import Procurement
from tpn.views.access import exempt_by


def access_of_document(session: Session, template: str, deal: Procurement | None = None) -> str:
    """*Offentlig*, or *Unntatt offentlighet* with its section: of a template's default, or as the project has set it.

    Raises:
        Stop: the municipality's own file cannot be read; or the project has faults.
    """
    section = exempt_by(template, session.project, session.today, session.words.folder, deal)
    return session.words("document.access.exempt" if section else "document.access.public", section=section)
