"""The realisation plan of the benefits as a document, with the map of them in it."""

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.session_paper import PaperFacts
from tpn.charts.benefits_map import picture
from tpn.model.actors import Actors
from tpn.model.taxonomy import Taxonomy
from tpn.views.benefit_plan import realisation_plan
from tpn.views.benefits import Register, register
from tpn.views.benefits_map import benefits_map


def benefits_plan(session: Session, view: Register | None = None, *, pictured: bool = True) -> PaperFacts:
    """What its template needs. ``view``: the register, where it has been made already; ``pictured``: with the map.

    Raises:
        Stop: faults in the files.
    """
    words, remaining = session.words, session.remaining
    view = view or register(remaining, session.today, Taxonomy(session.folder), Actors(session.folder))
    drawn = picture(benefits_map(remaining, session.today), words) if pictured else ""
    facts = {"plan": realisation_plan(plan_of(session), view), "pictured": pictured and bool(view.lines)}
    return PaperFacts(
        "benefits-plan", facts, words("benefits.plan.title", name=view.name), {"nyttekart": drawn}
    )
