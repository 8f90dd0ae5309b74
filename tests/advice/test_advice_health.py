"""What has special protection in free text: words, and national identity numbers (none of a real person)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.advice.health import telling_of_health
from tpn.advice.kickoff import told_freely
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.project import Project
from tpn.texts import Words
from tpn.texts.names import field_name

SYNTHETIC = "01819910150"
"""Its month is 81: such are given to nobody. Both check digits are right."""


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Per er sykmeldt", True), ("SJUKMELDT ut året", True), ("Liv er fagorganisert", True),
        ("Flyttet fra sykehjemmet", False), ("Fagforeningene drøfter planen", False), ("", False),
        (f"Gjelder {SYNTHETIC}.", True), (f"Gjelder {SYNTHETIC[:6]} {SYNTHETIC[6:]}", True),
        ("Gjelder 01819910151", False), ("Gjelder 01819910140", False), (f"Sak 9{SYNTHETIC}", False),
        ("Ring 999 00 102, sak 26/1847, org.nr. 974 760 673", False),
    ],
)  # fmt: skip
def test_it_is_asked_of_what_is_protected_and_of_nothing_else(text: str, tells: bool) -> None:
    assert telling_of_health(None)(text) is tells


ASKED = ("grunn", "merknad", "fordi", "årsak", "venter på", "utfordring", "kommentar", "notat", "habilitet")
"""How a field is called in which people say why, or note something down."""


def classes() -> Iterator[type[Record]]:
    """Every class of the format."""
    waiting, seen = [Project], set[type[Record]]()
    while waiting:
        if (cls := waiting.pop()) not in seen:
            seen.add(cls)
            yield cls
            waiting += [take.record for take in takes(cls).values() if take.record]  # type: ignore[misc]


def test_every_field_that_is_called_a_reason_or_a_note_is_asked_about() -> None:
    words = Words("nb")
    missed = {
        (cls.__name__, take.key)
        for cls in classes()
        for take in takes(cls).values()
        if take.kind == "text" and take.record is None and not take.ref and take not in told_freely(cls)
        if any(one in field_name(cls, take.key, words).casefold() for one in ASKED)
    }
    assert missed == set()


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("cancel lokaler --reason {} --write", "lokaler/ended/reason"),
        ("cancel R-01 --reason {} --write", "R-01/ended/reason"),
        ("postpone T-15 --reason {} --to 09.11.2026 --write", "T-15/ended/reason"),
        ("set barnehage/T-C35 merknad={}", "barnehage/T-C35/note"),
        ("set D-03 årsak={}", "D-03/cause"),
        ("set report kommentarer.fremdrift={}", "report/comments"),
    ],
)
def test_a_reason_is_asked_about_wherever_it_comes_to_stand(
    tpn: Tpn, halden: Path, line: str, address: str
) -> None:
    def asked() -> bool:
        return f"dempede-råd.K141/{address}=" in "".join(tpn("check", "-p", halden).out.split())

    assert not asked()
    assert tpn(*(word.format(f"Gjelder {SYNTHETIC}") for word in line.split()), "-p", halden).code == 0
    assert asked()
