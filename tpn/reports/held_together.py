"""What stands on one line in a page for a browser: a number and its unit, an id, a date and its arrow."""

import re

_PARTS = re.compile(
    r"<(?P<whole>svg|script|style|select|title|textarea)\b.*?</(?P=whole)>|>(?P<text>[^<>]+)", re.DOTALL
)
"""What is passed over, and a text between two tags."""
_ID = re.compile(r"(?<![\w-])[A-ZÆØÅ]{1,3}-[A-ZÆØÅ]?\d{1,3}(?![\w-])")
_UNIT = re.compile(r"(?<=\d) (?=(?:kr|kroner|prosent|timer|minutter)\b|mill\.|%|\d{3}\b)|(?<=\bkr) (?=\d)")
_ARROW = re.compile(r"(?<=\d\.) (?=→ \d)|(?<=\d) (?=→ \d)|(?<=→) (?=\d)")


def held_together(page: str) -> str:
    """A page whose texts break between words only; drawings, scripts and choices stay as they are."""
    return _PARTS.sub(lambda found: f">{_held(found['text'])}" if found["text"] else found[0], page)


def _held(text: str) -> str:
    text = _ARROW.sub("\u00a0", _UNIT.sub("\u00a0", text))
    return _ID.sub(r'<span class="nw">\g<0></span>', text)
