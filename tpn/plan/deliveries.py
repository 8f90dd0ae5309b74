"""Components that come with an activity: what that ties in the schedule. Rules: docs/rules.md, «The plan»."""

from collections.abc import Mapping

from tpn.model.deliveries import comes_on, is_delivered
from tpn.model.ended import fallen_out
from tpn.model.procurement import Component
from tpn.model.project import Project
from tpn.model.shapes import Activity
from tpn.model.spans import Link


class Deliveries:
    """The activities that components come with.

    An activity ends no earlier than what comes with it, once that has a day of its own; what waits for a component
    without one waits for the activity that it comes with.
    """

    def __init__(self, project: Project) -> None:
        coming = [one for one in project.procurement.components if one.comes_with]
        self._brings: dict[str, list[Component]] = {}
        for one in coming:
            if not fallen_out(one) and not is_delivered(one) and comes_on(one):
                self._brings.setdefault(one.comes_with or "", []).append(one)
        self._instead: Mapping[str, str] = {
            one.id: one.comes_with for one in coming if one.comes_with and comes_on(one) is None
        }

    def links(self, activity: Activity) -> tuple[Link, ...]:
        """The links of an activity, with those that its components give."""
        typed = activity.after
        if self._instead:
            typed = tuple(self._with_activity(link, activity) for link in typed)
        return (*typed, *(Link(one.id, "FF", 0) for one in self._brings.get(activity.id, ())))

    def brings(self, activity: Activity) -> bool:
        """Whether a component that is not there, but has a day, comes with an activity."""
        return activity.id in self._brings

    def _with_activity(self, link: Link, activity: Activity) -> Link:
        instead = self._instead.get(link.to)
        if instead is None or instead == activity.id:
            return link
        return link._replace(to=instead, kind="F" + link.kind[1])
