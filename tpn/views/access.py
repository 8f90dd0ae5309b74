"""Which access a document carries: public, or exempt by a section of offentleglova.

The default of each kind is content (``templates/facts/access.yaml``); the project may set its own.
Rules: docs/rules.md, «Who may read».
"""

from datetime import date
from pathlib import Path

from tpn.library.dated import dated_facts
from tpn.model.procurement import Procurement
from tpn.model.project import Project
from tpn.model.wording import fold

_PUBLIC = frozenset(map(fold, ("offentlig", "offentleg", "public", "åpen", "open")))
_EXEMPT_WORDS = ("unntatt offentlighet", "unnateke offentlegheit", "exempt from public access", "offl.")


def exempt_by(
    template: str, project: Project | None, today: date, folder: Path | None, deal: Procurement | None = None
) -> str | None:
    """The section by which the document of a template is exempt on a day; None where it is public.

    ``deal`` is the procurement that it is about; of one that is about none, every procurement counts.

    Raises:
        Stop: the municipality's own file cannot be read.
    """
    found = next(
        (
            one
            for one in reversed(dated_facts("access", "documents", folder))
            if template in one.values.get("templates", ()) and one.holds(today)
        ),
        None,
    )
    set_here = project.about.access if project else {}
    for key in (template, *((found.id,) if found else ())):
        if key in set_here:
            return _section(set_here[key])
    if found is None or (found.values.get("until") == "award" and _awarded(project, deal, today)):
        return None
    return str(found.values["section"])


def access_of_report(project: Project, reader: str) -> tuple[bool, str | None]:
    """Whether a project has set the access of its reports (``report``, ``report-ansatte``); the section if exempt."""
    for key in (f"report-{reader}", "report"):
        if key in project.about.access:
            return True, _section(project.about.access[key])
    return False, None


def _section(said: str) -> str | None:
    """What a project has set: a section, with or without the words around it, or that it is public."""
    if fold(said) in _PUBLIC:
        return None
    for word in _EXEMPT_WORDS:
        at = said.casefold().find(word)
        if at >= 0:
            said = said[:at] + said[at + len(word) :]
    return said.strip(" ,")


def _awarded(project: Project | None, deal: Procurement | None, today: date) -> bool:
    """Whether there is a procurement, and each that counts has its award behind it."""
    known = project.procurement.procurements if project and project.procurement else ()
    found = (deal,) if deal else known
    return bool(found) and all(one.award is not None and one.award <= today for one in found)
