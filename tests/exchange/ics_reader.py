"""A reading of .ics that shares nothing with the writer: lines unfolded and taken apart by the text of RFC 5545."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Part:
    """A component: its properties as (name, parameters, value), and the components in it."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def value(self, name: str) -> str:
        (found,) = [value for known, _, value in self.properties if known == name]
        return found

    def parameters(self, name: str) -> dict[str, str]:
        (found,) = [parameters for known, parameters, _ in self.properties if known == name]
        return found

    def all(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]


def read_ics(data: bytes) -> Part:
    assert b"\n" not in data.replace(b"\r\n", b""), "every line ends with CRLF"
    assert all(len(line) <= 75 for line in data.split(b"\r\n")), "no line is longer than 75 octets"
    lines = re.sub(r"\r\n[ \t]", "", data.decode("utf-8")).split("\r\n")
    return _part(iter([line for line in lines if line]))


def _part(lines: Iterator[str]) -> Part:
    name, _, value = _taken_apart(next(lines))
    assert name == "BEGIN"
    return _rest(value, lines)


def _rest(kind: str, lines: Iterator[str]) -> Part:
    part = Part(kind)
    for line in lines:
        name, parameters, value = _taken_apart(line)
        if name == "BEGIN":
            part.parts.append(_rest(value, lines))
        elif name == "END":
            assert value == kind
            return part
        else:
            part.properties.append((name, parameters, _meant(value)))
    raise AssertionError(f"{kind} has no end")


def _taken_apart(line: str) -> tuple[str, dict[str, str], str]:
    head, value = re.fullmatch(r'((?:[^":]|"[^"]*")*):(.*)', line, re.DOTALL).groups()  # type: ignore[union-attr]
    name, *rest = re.findall(r'(?:[^";]|"[^"]*")+', head)
    return name, {key: word.strip('"') for key, _, word in (one.partition("=") for one in rest)}, value


def _meant(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
