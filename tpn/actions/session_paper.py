"""A document of a project, ready to be written: who made it, for which municipality, who may read it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from tpn.actions.session import Session
from tpn.model.procurement import Procurement
from tpn.model.project import Project
from tpn.reports.paper import Paper
from tpn.reports.writing import paper_of
from tpn.texts.municipality import municipality_said
from tpn.views.access import exempt_by


class PaperFacts(NamedTuple):
    """A template, what fills it, the pictures by the names that it uses, and the procurement it is about."""

    template: str
    facts: Mapping[str, object]
    title: str
    pictures: Mapping[str, str] | None = None
    deal: Procurement | None = None


def session_paper(
    session: Session, said: PaperFacts, project: Project | None, *, kind: str = "pdf", archived: bool = False
) -> Paper:
    """The document of a template in the session's language, on its day; ``project`` is None where none is needed.

    ``kind`` is its format: on a ``screen`` it goes no further than to whoever asked; in Word (``editable``) there is
    room for what nobody has recorded yet; what is ``archived`` asks nobody to write.

    Raises:
        Stop: the project's own template has a fault.
    """
    about = project.about if project else None
    lead = project.person.get(about.lead or "") if project and about else None
    section = exempt_by(
        said.template.rpartition("/")[2], project, session.today, session.words.folder, said.deal
    )
    name = about.municipality.name if about and about.municipality else None
    unit = municipality_said(name, session.words)
    facts = {**said.facts, "screen": kind == "table", "editable": kind == "docx", "archived": archived}
    paper = paper_of(
        said.template, facts, session.words, title=said.title, made=session.today, pictures=said.pictures,
        unit=unit, author=lead.name if lead else "",
    )  # fmt: skip
    if said.template == "shown":  # what somebody asked for of it: nobody has said who may read that
        return paper
    access = session.words("document.access.exempt" if section else "document.access.public", section=section)
    return replace(paper, access=access)
