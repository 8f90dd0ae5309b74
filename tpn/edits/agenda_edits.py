"""An agenda kept in the project: its case numbers are its own from then on, whatever happens to other meetings."""

from typing import Any

from tpn.model.index import Index
from tpn.source import Edit, Set
from tpn.views.agenda_facts import Agenda, AgendaLine


def kept(index: Index, agenda: Agenda) -> list[Edit]:
    """The edits that write an agenda made from a template, or the numbers that a typed one lacks."""
    route = (*index.by_address[agenda.meeting].route, "agenda")
    if not agenda.own:
        return [Set(route, [_item(line) for line in agenda.lines])]
    return [
        Set((*route, number, "case"), line.case)
        for number, line in enumerate(agenda.lines)
        if line.provisional
    ]


def _item(line: AgendaLine) -> dict[str, Any]:
    item: dict[str, Any] = {"case": line.case} if line.case else {}
    item |= {"minutes": line.minutes, "title": line.title}
    if line.person:
        item["responsible"] = line.person
    return item | {"kind": line.kind.value}
