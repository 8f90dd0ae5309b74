"""What the parser says of broken grammar, told as the few mistakes people make, where they would look."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """A problem before its place is worked out: ``at`` and ``length`` are characters of the text."""

    slug: str
    at: int
    length: int
    facts: Mapping[str, object] = field(default_factory=dict)


def translate(error: yaml.MarkedYAMLError, text: str, opened: int | None = None) -> SyntaxFault:
    """The parser's error as a fault of ours; ``opened`` is where the innermost open bracket stands."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    since = min(error.context_mark.index, len(text)) if error.context_mark else at
    said = f"{error.context or ''}: {error.problem or ''}"
    for part, tell in _TOLD:
        if part in said:
            return tell(_ParserStop(text, at, since, opened))
    return _ParserStop(text, at, since).fault("syntax-error", at)


@dataclass(frozen=True, slots=True)
class _ParserStop:
    """Where the parser stopped (``at``), and where the thing began that it was reading (``since``)."""

    text: str
    at: int
    since: int
    opened: int | None = None

    def fault(self, slug: str, at: int, length: int | None = None, **facts: object) -> SyntaxFault:
        """A fault from ``at`` to the end of its line, when no length is given."""
        if length is None:
            length = len(self.rest_of_line(at))
        return SyntaxFault(slug, at, max(length, 1), facts)

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def rest_of_line(self, at: int) -> str:
        """What stands from there to the end of the line, without a comment."""
        end = self.text.find("\n", at)
        return self.text[at : len(self.text) if end < 0 else end].split(" #")[0].rstrip()

    def before(self) -> str:
        """The line up to where the parser stopped."""
        return self.text[self.line_start(self.at) : self.at]

    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    def earlier_line(self) -> tuple[int, str]:
        """The nearest line above that says something: where it begins, and its text."""
        start = self.line_start(self.at)
        while start > 0:
            start, end = self.line_start(start - 1), start
            line = self.text[start:end].rstrip()
            if line.strip() and not line.lstrip().startswith("#"):
                return start, line
        return 0, ""


_DASHES = re.compile(r"\s*(?:-\s+)*")
_NO_SPACE_AFTER_COLON = re.compile(r"[^\s:#'\"\[{]+:[^\s:/]")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*-[^\s-]")
_SHORT = 60
_HAS_KEY = re.compile(r":(?:\s|$)")


def _said_nothing(line: str) -> int:
    found = _DASHES.match(line)
    return found.end() if found else 0


def _unclosed_quote(spot: _ParserStop) -> SyntaxFault:
    return spot.fault("unclosed-quote", spot.since, quote=spot.text[spot.since : spot.since + 1])


def _flow(spot: _ParserStop) -> SyntaxFault:
    if spot.opened is not None:
        spot = replace(spot, since=spot.opened)
    opening = spot.text[spot.since : spot.since + 1]
    closing = "]" if opening == "[" else "}"
    same_line = "\n" not in spot.text[spot.since : spot.at]
    if same_line and spot.char() not in {"", "]", "}", "\n", "\r"}:
        return spot.fault("missing-comma", spot.at, closing=closing)
    return spot.fault("unclosed-bracket", spot.since, opening=opening, closing=closing)


def _colon(spot: _ParserStop) -> SyntaxFault:
    """A colon where none can stand: in a text, on a line pushed in, or below a line without its colon."""
    before = spot.before()
    inside = _HAS_KEY.search(before)
    if inside and before[: inside.start()].strip():
        value = inside.end() + len(before[inside.end() :]) - len(before[inside.end() :].lstrip())
        at = spot.line_start(spot.at) + value
        return spot.fault("colon-in-text", at, **_own(text=spot.rest_of_line(at)))
    start, line = spot.earlier_line()
    if line and not _HAS_KEY.search(line):
        return _no_colon(spot, start, line)
    return _indentation(spot)


def _no_colon(spot: _ParserStop, start: int, line: str) -> SyntaxFault:
    first = start + _said_nothing(line)
    if _NO_SPACE_AFTER_DASH.match(line):
        return _no_space(spot, start + len(line) - len(line.lstrip()), "-")
    if _NO_SPACE_AFTER_COLON.match(spot.text, first):
        return _no_space(spot, first, ":")
    key, _, text = spot.rest_of_line(first).partition(" ")
    facts = _own(key=key, text=text.strip()) if text and key.isidentifier() else {}
    return spot.fault("missing-colon", first, **facts)


def _no_space(spot: _ParserStop, at: int, after: str) -> SyntaxFault:
    said = spot.rest_of_line(at).replace(after, f"{after} ", 1)
    return spot.fault("missing-space", at, after=after, **_own(text=said))


def _own(**words: str) -> dict[str, Any]:
    """Facts for a hint that writes out the user's own line – where it is short and has no quotes of its own."""
    plain = all(len(word) <= _SHORT and '"' not in word for word in words.values())
    return {"hint": "own", **words} if plain else {}


def _simple_key(spot: _ParserStop) -> SyntaxFault:
    start = spot.line_start(spot.since)
    end = spot.text.find("\n", start)
    return _no_colon(spot, start, spot.text[start : len(spot.text) if end < 0 else end])


def _indentation(spot: _ParserStop) -> SyntaxFault:
    start = spot.line_start(spot.at)
    end = spot.text.find("\n", start)
    line = spot.text[start : len(spot.text) if end < 0 else end]
    indent = len(line) - len(line.lstrip())
    return spot.fault("bad-indentation", start + indent, indent=indent)


def _key_or_dash(spot: _ParserStop) -> SyntaxFault:
    """The parser wanted the next key or dash, and found something else."""
    before = spot.before().rstrip()
    if before.endswith(("'", '"')):
        return spot.fault("text-after-quote", spot.at, quote=before[-1])
    if before.strip(" -") or spot.char() in {"]", "}", ",", ":", "&", "!"}:
        return _character(spot)
    if _NO_SPACE_AFTER_DASH.match(spot.text, spot.line_start(spot.at)):
        return _no_space(spot, spot.at, "-")
    start, line = spot.earlier_line()
    if _NO_SPACE_AFTER_DASH.match(line):
        return _no_space(spot, start + len(line) - len(line.lstrip()), "-")
    return _indentation(spot)


def _character(spot: _ParserStop) -> SyntaxFault:
    if spot.char() == "\t":
        return spot.fault("leading-tab", spot.at, 1)
    if not spot.char() and spot.opened is not None:
        return _flow(spot)
    if not spot.char().strip():
        return spot.fault("syntax-error", spot.since)
    return spot.fault("unexpected-character", spot.at, 1, char=spot.char())


def _dash(spot: _ParserStop) -> SyntaxFault:
    return spot.fault("unexpected-character", spot.at, 1, char="-", hint="dash")


def _after_block_mark(spot: _ParserStop) -> SyntaxFault:
    return spot.fault("unexpected-character", spot.at, 1, char=spot.char(), hint="block")


def _escape(spot: _ParserStop) -> SyntaxFault:
    at = spot.text.rfind("\\", 0, spot.at + 1)
    return spot.fault("bad-escape", at, 2, escape=spot.text[at : at + 2])


def _named(slug: str) -> Callable[[_ParserStop], SyntaxFault]:
    return lambda spot: spot.fault(slug, spot.since, name=spot.text[spot.since : spot.since + 1])


# in the order they are tried: a part of what the parser says → what it means
_TOLD: tuple[tuple[str, Callable[[_ParserStop], SyntaxFault]], ...] = (
    ("anchor", _named("anchor")),
    ("alias", _named("alias")),
    ("tag", _named("tag")),
    ("quoted scalar: found unexpected end", _unclosed_quote),
    ("quoted scalar: found unexpected document", _unclosed_quote),
    ("quoted scalar", _escape),
    ("a tab character", lambda spot: spot.fault("leading-tab", spot.at, 1)),
    ("block scalar", _after_block_mark),
    ("expected ',' or", _flow),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _simple_key),
    ("did not find expected key", _key_or_dash),
    ("did not find expected '-'", _key_or_dash),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _character),
    ("cannot start any token", _character),
    ("expected node content", _character),
    ("directive", lambda spot: spot.fault("directive", spot.line_start(spot.at))),
    ("incompatible YAML", lambda spot: spot.fault("directive", spot.line_start(spot.at))),
    ("<document start>", lambda spot: spot.fault("second-document", spot.at)),
)
