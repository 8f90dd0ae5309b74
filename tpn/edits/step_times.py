"""Minutes that people wrote themselves end a process's example times."""

from collections.abc import Iterable

from tpn.model.project import Project
from tpn.roundtrip.three_way import Outcome, OutcomeKind
from tpn.source import Edit, Set


def own_times(project: Project, outcomes: Iterable[Outcome]) -> dict[str, Edit]:
    """The services whose times are examples and that got minutes of their own, each with the edit that says so.

    Whoever said in the sheet whether they are examples has decided it: that is left alone.
    """
    found: dict[str, Edit] = {}
    taken = [one for one in outcomes if one.kind in {OutcomeKind.TAKE, OutcomeKind.NEW}]
    said = {one.id for one in taken if one.field == "example_times"}
    for number, process in enumerate(project.processes.services):
        address = f"processes/{process.service}"
        own = any(one.field == "minutes" and one.id.startswith(f"{address}/") for one in taken)
        if process.example_times and own and address not in said:
            found[process.service] = Set(("processes", "services", number, "example_times"), value=False)
    return found
