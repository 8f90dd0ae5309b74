"""A rule of the subject has one home: what it looks like in code stands nowhere else."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "tpn"
HOMES = {
    "a component has fallen out": (r"ComponentStatus\.CANCELLED", "model/ended.py"),
    "a component is there": (r"\.delivered is not None|ComponentStatus\.DELIVERED", "model/deliveries.py"),
    "a component comes": (r"\.delivered or ", "model/deliveries.py"),
    "a record has ended": (r"\w, \"ended\", None\)", "model/ended.py"),
    "a meeting has been held": (r"minutes\) or", "plan/attendance.py"),
    "somebody comes to a meeting": (r"is (not )?Reply\.DECLINED", "plan/attendance.py"),
    "the letter of a phase": (r"KEPAT", "model/choices.py"),
    "the level of a variant": (r"VariantLevels\(Level", "model/choices.py"),
    "the languages": (r"\"nb\", \"nn\", \"en\"", "languages.py"),
    "the countries of the languages": (r"\"nn-NO\"", "languages.py"),
    "services in a wave": (r"SERVICES_IN_WAVE = ", "model/waves.py"),
    "an id made of a name": (r"NFKD", "model/ids.py"),
    "the evidence of a fact that was not read at its source": (r"\"K\", \"V2\"", "library/dated.py"),
    "the sentence of a light in brief": (r"def light_reason\(", "texts/light_reasons.py"),
    "a day from so long before is still meant": (r"PLANNED_BACK = ", "model/dates.py"),
    "a child process is started": (r"sys\.executable, \"-P\"", "source/child.py"),
    "exit codes": (r"FAULTS, WRONG_USE, CONFLICTS, STOPPED = ", "cli/exit_codes.py"),
}
FILES = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}


@pytest.mark.parametrize("rule", HOMES)
def test_a_rule_stands_in_its_home_alone(rule: str) -> None:
    look, home = HOMES[rule]
    assert [file for file, text in FILES.items() if re.search(look, text)] == [home]


def test_nobody_takes_a_name_apart_by_hand() -> None:
    assert [file for file, text in FILES.items() if re.search(r"name\.split\(\)\[0\]", text)] == []
