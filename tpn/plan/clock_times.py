"""Times of the day as people write them, and as minutes since midnight to count with."""

import re

_TIME = re.compile(r"(?:kl\.?\s*)?([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?", re.IGNORECASE)
DAY = 24 * 60


def minutes_of(text: str | None) -> int | None:
    """``08:30``, ``8.30``, ``kl. 0830`` and ``9`` as minutes since midnight; None for what is no time."""
    match = _TIME.fullmatch(text.strip()) if text else None
    return int(match[1]) * 60 + int(match[2] or 0) if match else None


def clock(minutes: int) -> str:
    """Minutes since midnight as ``08:30``; past midnight it begins anew."""
    return f"{minutes % DAY // 60:02d}:{minutes % 60:02d}"
