"""What a change would do to the plan, worked out before it is written."""

from collections.abc import Sequence

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits
from tpn.source import Edit
from tpn.views.change_effect import Effect, effect


def effect_of(session: Session, edits: Sequence[Edit], already: Sequence[Edit] = ()) -> Effect:
    """The plan as ``edits`` make it beside the plan as it is, or as the edits that are made ``already`` have it.

    Raises:
        Stop: the project would become faulty by it.
    """
    now = plan_of(session, after_edits(session.loaded, already) if already else None)
    return effect(now, plan_of(session, after_edits(session.loaded, edits)))
