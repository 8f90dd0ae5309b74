"""Of which class the records of a kind are, wherever in a project they stand."""

from collections.abc import Mapping
from functools import cache

from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.project import Project


@cache
def classes_by_kind() -> Mapping[str, type[Record]]:
    """The class of the records under each field that holds some, the outermost first."""
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Project]
    while waiting:
        for take in takes(waiting.pop(0)).values():
            if take.record is not None and take.key not in found:
                found[take.key] = take.record
                waiting.append(take.record)
    return found


def kind_named(cls: type[Record]) -> str | None:
    """The kind that the records of a class are told by."""
    return next((kind for kind, one in classes_by_kind().items() if one is cls), None)
