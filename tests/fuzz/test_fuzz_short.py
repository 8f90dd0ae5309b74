"""The targets of the fuzzer for a moment, without its guidance: random bytes, and mutations of what is right."""

import random
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.fuzz import TARGETS

SEEDS: dict[str, bytes] = {
    "yaml": (ROOT / "examples" / "halden" / "logs.yaml").read_bytes()[:1500],
    "project": (ROOT / "examples" / "halden" / "project.yaml").read_bytes()[:1500],
    "bpmn": b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="a"/>'
    b'<task id="b" name="x"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/></process></definitions>',
    "clean": "Rom\x0b3 \x1b[2J\u2028".encode("utf-32-le"),
    "markdown": b"# a\n\n- b *c*\n\n| d |\n|---|\n| e |\n",
    "journal": b"history/rounds/2026-10-01.json",
}
TRIES = 150


def mutated(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at:at] = chance.randbytes(chance.randint(1, 4))
            case 1:
                del data[at : at + chance.randint(1, 20)]
            case 2:
                data[at:at] = data[chance.randrange(len(data) + 1) :][:40]
            case _:
                data[at : at + 1] = chance.choice(
                    [b"\x00", b"\n", b":", b"- ", b"{", b"<", b"..", b"\xff", b"\t"]
                )
        data = data or bytearray(b"x")
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_makes_a_target_raise(name: str, tmp_path: Path) -> None:
    chance = random.Random(f"{name}-2026")  # noqa: S311 - the same tries each time
    for number in range(TRIES):
        data = mutated(SEEDS[name], chance)
        (tmp_path / "last").write_bytes(data)  # what it was, where it hangs
        try:
            TARGETS[name](data)
        except Exception as fault:
            raise AssertionError(f"{name} {number}: {data!r}") from fault
