"""Random project-like YAML, written in all the ways people write it, and random edits of it."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tpn.source import Append, Edit, Remove, Set
from tpn.source.emit import block, inline, scalar

TEXTS = [
    "done", "Ola: leder", "no", "NO", "0301", "#x", "a # b", "- x", "det's", 'si "ja"', "  pad ", "æøå", "2026-01-01",
    "1.50", "null", "~", "[x]", "{y}", "*a", "&b", "!t", "a,b", "line1\nline2", "tab\tx", "x: ", "@home", "%p", "`q`",
    "emoji 🎉", "true", "1e3", "0x1F", ".5", "=", "<<", "? q", ": c", "a:b", "http://x.no/a#b", "\u00a0nb", "\u2028ls",
    "C:\\temp", "æ" * 200, "to\n\nlinjer\n", "  innrykk\nto", "slutt \n", "\n", "\n\nx", "a\n\n", "a\n\tb", "y", "on",
    "---", "...", "--- a", "'", '"', "x'", "-", "?", ":", "|", ">", "12:30", "1_000", "+47", "17.8.26", "", " ", "\r\n",
    "\x00", "\x85", "a\n b\n", "|\n", "# a\nb", "a\n# b", "- a\n- b", "a: b\nc: d", "lang tekst " * 12, "x\n...\n",
    "x\n---\ny",
]  # fmt: skip
KEYS = [
    "id",
    "title",
    "note",
    "status",
    "due",
    "after",
    "responsible",
    "steps",
    "no",
    "æøå",
    "med blank",
    "a:b",
    "1",
]


def random_scalar(rnd: Random) -> Any:
    return rnd.choice([
        rnd.choice(TEXTS), rnd.choice(TEXTS), rnd.randrange(-5, 1000), rnd.random() * 100, True, False, None,
        date(2026, 1, 1) + timedelta(rnd.randrange(400)),
    ])  # fmt: skip


def random_value(rnd: Random, depth: int = 0) -> Any:
    kind = rnd.random()
    if depth < 4 and kind < 0.35:
        return {key: random_value(rnd, depth + 1) for key in rnd.sample(KEYS, rnd.randrange(5))}
    if depth < 4 and kind < 0.6:
        return [random_value(rnd, depth + 1) for _ in range(rnd.randrange(4))]
    return random_scalar(rnd)


def random_document(rnd: Random) -> str:
    value = {key: random_value(rnd, 1) for key in rnd.sample(KEYS, rnd.randrange(1, 6))}
    lines = Writer(rnd).mapping(value, 0)
    head = rnd.choice([[], ["# hode"], ["---"], ["# hode", ""]])
    return "\n".join([*head, *lines]) + rnd.choice(["\n", "\n", "", "\n\n", "\n# hale\n"])


class Writer:
    """Writes a value in a style of its own choosing at each turn."""

    def __init__(self, rnd: Random) -> None:
        self.rnd = rnd
        self.dash = rnd.choice([0, 2, 2, 4])
        self.step = rnd.choice([2, 2, 4])

    def mapping(self, value: dict[str, Any], indent: int) -> list[str]:
        lines = []
        for key, one in value.items():
            lines += self._noise(indent)
            lines += self._after(" " * indent + scalar(key) + ":", one, indent, self.step)
        return lines

    def _noise(self, indent: int) -> list[str]:
        return self.rnd.choice(
            [[], [], [], [], [""], [" " * indent + "# merknad: x"], ["", "# helt til venstre"]]
        )

    def _comment(self) -> str:
        return self.rnd.choice(["", "", "", "", "  # til slutt", " # «sitat» - a: b"])

    def _after(self, before: str, value: Any, indent: int, step: int) -> list[str]:
        if isinstance(value, dict) and value and self.rnd.random() < 0.7:
            return [before + self._comment(), *self.mapping(value, indent + step)]
        if isinstance(value, list) and value and self.rnd.random() < 0.7:
            dash = self.dash if before.strip() != "-" else max(self.dash, 2)
            return [before + self._comment(), *self._sequence(value, indent + dash)]
        if isinstance(value, dict | list):
            return [f"{before} {self._spread(inline(value))}{self._comment()}"]
        if value is None and self.rnd.random() < 0.5:
            return [before + self._comment()]
        return self._scalar(before, value, indent)

    def _spread(self, text: str) -> str:
        return text.replace("{", "{ ", 1) if text.startswith("{") and self.rnd.random() < 0.3 else text

    def _scalar(self, before: str, value: Any, indent: int) -> list[str]:
        if isinstance(value, str) and self.rnd.random() < 0.6 and (found := block(value, indent + 2)):
            return [f"{before} {found[0]}{self._comment()}", *found[1]]
        quote = self.rnd.choice([None, None, "'", '"'])
        return [f"{before}{self.rnd.choice([' ', ' ', '   '])}{scalar(value, quote)}{self._comment()}"]

    def _sequence(self, value: list[Any], indent: int) -> list[str]:
        lines = []
        for one in value:
            lines += self._noise(indent)
            dash = " " * indent + "-"
            if isinstance(one, dict) and one and self.rnd.random() < 0.8:
                gap = self.rnd.choice([1, 1, 3])
                inner = self.mapping(one, indent + 1 + gap)
                while inner[0].strip().startswith("#") or not inner[0].strip():
                    inner.pop(0)
                lines += [dash + " " * gap + inner[0].lstrip(), *inner[1:]]
            else:
                lines += self._after(dash, one, indent, 2)
        return lines


def routes(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    found = [(route, value)] if route else []
    if isinstance(value, dict):
        return found + [one for key, inner in value.items() for one in routes(inner, (*route, key))]
    if isinstance(value, list):
        return found + [one for index, inner in enumerate(value) for one in routes(inner, (*route, index))]
    return found


def random_edit(rnd: Random, value: dict[str, Any]) -> Edit:
    """An edit that can be made in the value."""
    known = routes(value)
    kind = rnd.random()
    new = random_scalar(rnd) if rnd.random() < 0.7 else random_value(rnd, 2)
    if kind < 0.4 and known:
        return Set(rnd.choice(known)[0], new)
    mappings = [()] + [route for route, one in known if isinstance(one, dict)]
    open_ends = mappings + [route for route, one in known if one is None]
    if kind < 0.6:
        return Set((*rnd.choice(open_ends), f"ny{rnd.randrange(3)}", *rnd.choice([(), (), ("dypt",)])), new)
    lists = [route for route, one in known if not isinstance(one, dict)]
    if kind < 0.8 and lists:
        return Append(rnd.choice(lists), new)
    if known and kind < 0.97:
        return Remove(rnd.choice(known)[0])
    return Append((*rnd.choice(mappings), "liste"), new)
