"""Short texts with a meaning: durations (``5d``, ``2w``) and links (``K-01 FF -2d``)."""

import re
from typing import NamedTuple

_DURATION = re.compile(r"(\d{1,4}) ?([dwuv])\Z", re.IGNORECASE)
_LINK = re.compile(
    r"(?P<to>[\w.-]+?)(?:\s+(?P<kind>FS|SS|FF|SF))?(?:\s*(?P<sign>[+-])\s*(?P<days>\d{1,4})\s?(?P<unit>[dwuv]))?\Z",
    re.IGNORECASE,
)
WEEK = 5


class Link(NamedTuple):
    """A tie to a predecessor: its id, FS SS FF or SF, and lag (or lead, negative) in working days."""

    to: str
    kind: str = "FS"
    lag: int = 0


def parse_duration(text: str) -> int | None:
    """Working days of ``5d`` or ``2w`` (``2u`` and ``2v`` are weeks too); None when it is no duration."""
    match = _DURATION.match(text.strip())
    return int(match[1]) * (1 if match[2] in "dD" else WEEK) if match else None


def parse_link(text: str) -> Link | None:
    """The link that a text such as ``K-01 SS +3d`` means; None when it is none."""
    match = _LINK.match(text.strip())
    if not match:
        return None
    days = int(match["days"] or 0) * (1 if (match["unit"] or "d") in "dD" else WEEK)
    return Link(match["to"], (match["kind"] or "FS").upper(), -days if match["sign"] == "-" else days)
