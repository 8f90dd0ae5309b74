"""Where the record of a row stands in the files – or is to stand, when nothing is written there yet."""

from dataclasses import dataclass
from typing import NamedTuple

from tpn.model.base import Record
from tpn.model.choices import Phase
from tpn.model.index import Index
from tpn.model.procurement import BidAnswer
from tpn.model.project import Project
from tpn.model.shapes import CheckAnswer

Route = tuple[str | int, ...]


class RecordRoute(NamedTuple):
    """The way to a record, and the record; ``pending`` is the holder that must be made first: its list and key."""

    route: Route
    record: Record
    there: bool = True
    pending: tuple[Route, str, str] | None = None


@dataclass(frozen=True)
class RecordRoutes:
    """The homes of the rows of a project."""

    project: Project
    index: Index

    def of(self, kind: str, address: str) -> RecordRoute | None:
        """The home of a row; None where the project has no such record and no place for one."""
        if kind == "checklist":
            return self._point(address)
        if kind == "answers":
            return self._answer(address)
        entry = self.index.by_address.get(address)
        return RecordRoute(entry.route, entry.record) if entry else None

    def _point(self, address: str) -> RecordRoute | None:
        """A point of a checklist: ``kickoff/K-C04``, ``barnehage/T-C07``."""
        entry = self.index.by_address.get(address)
        if entry:
            return RecordRoute(entry.route, entry.record)
        holder, _, point = address.partition("/")
        if holder in set(Phase):
            return RecordRoute((holder, "checklist", point), CheckAnswer(), there=False)
        if holder not in self.project.service:
            return None
        launch = self.index.by_address.get(f"launch/{holder}")
        if launch:
            return RecordRoute((*launch.route, "checklist", point), CheckAnswer(), there=False)
        pending = (("launch", "services"), "service", holder)
        return RecordRoute(("checklist", point), CheckAnswer(), there=False, pending=pending)

    def _answer(self, address: str) -> RecordRoute | None:
        """A bidder's answer to a requirement: ``A-P01/bids/Leverandør A/answers/A-R01``."""
        entry = self.index.by_address.get(address)
        if entry:
            return RecordRoute(entry.route, entry.record)
        bid, _, requirement = address.rpartition("/answers/")
        deal, _, supplier = bid.partition("/bids/")
        holder, procurement = self.index.by_address.get(bid), self.index.by_address.get(deal)
        if holder:
            return RecordRoute((*holder.route, "answers", requirement), BidAnswer(), there=False)
        if procurement is None:
            return None
        pending = ((*procurement.route, "bids"), "supplier", supplier)
        return RecordRoute(("answers", requirement), BidAnswer(), there=False, pending=pending)
