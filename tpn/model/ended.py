"""Whether something is still a part of the project: what has fallen out, and what is over.

The one home of these two words: the schedule, the lists, the sheets and the advice all ask here.
"""

from tpn.model.choices import Status

FALLEN_OUT = frozenset({Status.CANCELLED, Status.NOT_RELEVANT})
"""An activity of these no longer counts; links through it hold between its neighbours."""
OVER = FALLEN_OUT | {Status.DONE}
"""An activity of these asks nothing more of anybody."""
