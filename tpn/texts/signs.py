"""The signs of screens, documents and sheets, each with one meaning wherever it stands. Nothing else writes them.

The meanings in words are content (``texts/<language>/signs.yaml``) and stand on every screen where a sign stands alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tpn.model.choices import Light
from tpn.texts.formats import NBSP
from tpn.texts.words import Words

SIGNS: Mapping[str, str] = MappingProxyType({
    # how it stands: a light, a date that has passed, a date that will not hold
    "green": "●", "yellow": "▲", "red": "■", "grey": "○",
    # how far the work has come
    "done": "✓", "begun": "▶", "untouched": "▫", "waived": "~", "left_out": "–",
    # where in time
    "agreed": "◇", "forecast": "◆",
})  # fmt: skip
LIGHTS: Mapping[Light, str] = {light: SIGNS[light.value] for light in Light}
OVERDUE, LATE = SIGNS["red"], SIGNS["yellow"]


def legend(text: str, words: Words) -> str:
    """What the signs mean that stand alone in a text, in the order of the table: «● i orden  ▲ følg med».

    Signs that stand close, the steps of a service, are each explained.
    """
    every = set(SIGNS.values())
    alone = {sign for token in set(text.split()) if every.issuperset(token) for sign in token}
    alone.discard(SIGNS["left_out"])  # in running text that is a dash
    said = (f"{sign} {words(f'signs.{name}')}" for name, sign in SIGNS.items() if sign in alone)
    return "  ".join(one.replace(" ", NBSP) for one in said)
