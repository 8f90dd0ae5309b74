"""The record of a procurement: its tenders compared, and the rules that it is written under."""

from tpn.actions.procurement import record_section
from tpn.actions.session import Session
from tpn.actions.session_paper import PaperFacts
from tpn.model.procurement import Procurement
from tpn.views.procurement import EvaluationView


def evaluation_record(session: Session, deal: Procurement, view: EvaluationView) -> PaperFacts:
    """What the paper is filled in with."""
    facts = {
        "view": view, "today": session.today, "winners": [one.bid.supplier for one in view.evaluation.winners],
        "record_section": record_section(session, deal),
        "incomplete": [one.bid.supplier for one in view.incomplete],
    }  # fmt: skip
    title = session.words("procure.record.title", title=deal.title)
    return PaperFacts("procurement-record", facts, title, deal=deal)
