"""Names of files that are names on every system: how they are made, what cannot be one, and what is proposed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpn.problems import Stop
from tpn.source.names import (
    LONGEST,
    fault_of,
    file_name,
    free_name,
    kept_name,
    must_be_name,
    names_apart,
    naming_problem,
)
from tpn.source.writing import write_new


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ark.xlsx", None), ("Årsmøte 2027 – æøå.docx", None), (".gitignore", None), ("konto.xlsx", None),
        ("com10.txt", None), ("auxiliary.md", None), ("x" * LONGEST, None), ("a.b.c", None),
        ("con", "device"), ("CON.xlsx", "device"), ("aux.txt", "device"), ("nul .md", "device"),
        ("lpt1.tar.gz", "device"), ("com¹", "device"), ("conin$", "device"),
        ("hva?.xlsx", "sign"), ("a:b", "sign"), ('"x"', "sign"), ("a\tb", "sign"), ("a/b", "sign"), ("a\\b", "sign"),
        ("ark.", "end"), ("ark ", "end"), ("", "end"), ("..", "end"),
        ("x" * (LONGEST + 1), "long"),
    ],
)  # fmt: skip
def test_what_can_be_a_name(name: str, why: str | None) -> None:
    found = fault_of(name)
    assert (found and found[0]) == why


@pytest.mark.parametrize(
    ("wanted", "made"),
    [
        ("per", "per.xlsx"), ("con", "con_.xlsx"), ("aux.txt", "aux_.txt.xlsx"), ("a/b:c", "a-b-c.xlsx"),
        ("..", "-.xlsx"), ("mo-1. ", "mo-1.xlsx"), ("Ærlig & redelig", "Ærlig & redelig.xlsx"),
        ("x" * 200, "x" * (LONGEST - 5) + ".xlsx"),
    ],
)  # fmt: skip
def test_a_name_is_made_from_what_is_wanted(wanted: str, made: str) -> None:
    assert file_name(wanted, ".xlsx") == made


@given(st.text(max_size=200))
def test_whatever_is_wanted_becomes_a_name_and_stays_it(wanted: str) -> None:
    made = file_name(wanted, ".xlsx")
    assert fault_of(made) is None
    assert file_name(made.removesuffix(".xlsx"), ".xlsx") == made


@given(st.lists(st.text(alphabet="aA.å Åx/", max_size=4) | st.sampled_from(["con", "CON", "x" * 130])))
def test_names_in_one_folder_differ_by_more_than_case(wanted: list[str]) -> None:
    made = names_apart(wanted, ".ods")
    assert len({name.casefold() for name in made}) == len(wanted)
    assert [fault_of(name) for name in made] == [None] * len(wanted)


def test_what_is_taken_in_another_case_gets_a_number() -> None:
    assert free_name("Per", ["per.xlsx", "PER-2.xlsx"], ".xlsx") == "Per-3.xlsx"
    assert free_name("per", [], ".xlsx") == "per.xlsx"


def test_two_records_that_differ_by_case_are_kept_apart(tmp_path: Path) -> None:
    for one in ("MO-1", "mo-1", "Mo-1"):
        (tmp_path / kept_name(tmp_path, one, ".jsonl")).write_text(one, "utf-8")
    found = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert found == {"MO-1.jsonl": "MO-1", "mo-1-2.jsonl": "mo-1", "Mo-1-3.jsonl": "Mo-1"}
    assert kept_name(tmp_path, "MO-1", ".jsonl") == "MO-1.jsonl"


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("con.xlsx", "con_.xlsx"), ("hva?.xlsx", "hva.xlsx"), ("ark.xlsx.", "ark.xlsx"), ("nytt/aux/a.", "nytt/aux_/a"),
        ("uke:41.md", "uke-41.md"), ("x" * 130 + ".md", "x" * (LONGEST - 3) + ".md"),
    ],
)  # fmt: skip
def test_the_name_that_is_proposed_can_be_used(typed: str, proposed: str) -> None:
    problem = naming_problem(Path(typed))
    assert problem is not None
    assert problem.facts["suggestion"] == str(Path(proposed))
    assert naming_problem(Path(proposed)) is None


def test_what_is_there_already_is_not_asked_about(tmp_path: Path) -> None:
    must_be_name(tmp_path / "ny" / ".." / "ark.xlsx")
    must_be_name(Path("/dev/null") if Path("/dev/null").exists() else Path("NUL_"))
    with pytest.raises(Stop):
        must_be_name(tmp_path / "nul" / "ark.xlsx")


def test_no_file_is_ever_made_with_a_name_that_another_system_cannot_have(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="bad-file-name"):
        write_new(tmp_path / "aux.xlsx", b"")
    assert list(tmp_path.iterdir()) == []
