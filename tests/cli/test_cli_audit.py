"""``tpn benefits --audit``: a filled workbook is told where its own numbers err, each case worked by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Tpn
from tests.recognise.gain_books import BENEFITS, CHANGES, FOLLOW_UP, RESULTS, gain_book

DIRECT = "Direkte (økonomiske - NOK)"
INDIRECT = "Indirekte (frigjort tid - årsverk)"


def findings(tpn: Tpn, path: Path) -> list[dict[str, Any]]:
    result = tpn("benefits", "--audit", path, "--json")
    value = json.loads(result.out)
    assert value["format"] == 1
    assert result.code == (1 if value["findings"] else 0)
    found: list[dict[str, Any]] = value["findings"]
    return found


def measured(baseline: Any, target: Any, value: Any, shown: Any = None) -> dict[str, dict[str, Any]]:
    """The first benefit with these numbers; ``shown`` is typed over the formula."""
    results = {"D14": value} | ({"E14": shown} if shown is not None else {})
    return {
        CHANGES: {"C5": "Kortere ventetid"},
        FOLLOW_UP: {"D5": baseline, "E5": target},
        RESULTS: results,
    }


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize(
    ("numbers", "slug", "says", "right"),
    [
        ((80, 100, 80), "rising_ignores_baseline", 80.0, 0.0),
        ((80, 100, 90), "rising_ignores_baseline", 90.0, 50.0),
        ((100, 50, 100), "falling_ignores_baseline", 50.0, 0.0),
        ((100, 50, 60), "falling_ignores_baseline", 83.3, 80.0),
        ((12, 0, 0), "zero_is_blank", None, 100.0),
        ((0, 40, 0), "zero_is_blank", None, 0.0),
        ((80, 80, 80), "target_is_baseline", 100.0, None),
        ((None, 50, 25), "no_baseline", 50.0, None),
        ((80, None, 60), "no_target", 25.0, None),  # the blank target is taken for a goal of 0
        ((80, 100, 90, 0.42), "typed_over", 42.0, 50.0),
        ((80, 100, 90, "#N/A!"), "no_number", "#N/A!", 50.0),
    ],
)
def test_attainment_that_errs_is_told_with_what_is_right(
    tpn: Tpn, tmp_path: Path, numbers: tuple[Any, ...], slug: str, says: Any, right: Any
) -> None:
    (found,) = findings(tpn, gain_book(tmp_path / "bok.xlsx", measured(*numbers)))
    assert (found["slug"], found["says"], found["right"]) == (slug, says, right)
    assert found["cell"] == f"{RESULTS}!E14"


@pytest.mark.parametrize(
    "numbers",
    [
        (0, 40, 10),  # a rising goal from 0: the formula is right by luck
        (12, 0, 3),  # a falling goal to 0 has a formula of its own, and it is right
        (80, 100, None),  # not measured
        (80, 100, 90, 0.5),  # the formula was put right
    ],
)
def test_attainment_that_is_right_is_left_alone(tpn: Tpn, tmp_path: Path, numbers: tuple[Any, ...]) -> None:
    assert findings(tpn, gain_book(tmp_path / "bok.xlsx", measured(*numbers))) == []


def test_the_last_two_rows_show_the_names_of_others(tpn: Tpn, tmp_path: Path) -> None:
    names = {f"C{4 + number}": f"Gevinst {number}" for number in range(1, 15)}
    found = findings(tpn, gain_book(tmp_path / "bok.xlsx", {CHANGES: names}))
    assert [(one["cell"].split("!")[1], one["says"], one["right"]) for one in found] == [
        ("B26", "Gevinst 9", "Gevinst 13"),
        ("B43", "Gevinst 9", "Gevinst 13"),
        ("B27", "Gevinst 10", "Gevinst 14"),
        ("B44", "Gevinst 10", "Gevinst 14"),
    ]
    assert {one["slug"] for one in found} == {"wrong_row"}


def test_a_fifteenth_benefit_has_no_room(tpn: Tpn, tmp_path: Path) -> None:
    (found,) = findings(tpn, gain_book(tmp_path / "bok.xlsx", {CHANGES: {"C19": "Den femtende"}}))
    assert (found["slug"], found["cell"], found["says"]) == ("no_room", f"{CHANGES}!C19", "Den femtende")


MONEY = {
    "C7": DIRECT, "D7": 100_000, "E7": 100_000, "F7": 100_000, "G7": 100_000,
    "C26": 200_000, "D26": 20_000, "E26": 20_000, "F26": 20_000, "G26": 20_000,
}  # fmt: skip


def test_a_rate_typed_as_a_whole_number_is_read_a_hundred_times_too_high(tpn: Tpn, tmp_path: Path) -> None:
    # 80 000 × (1/1,04 + 1/1,04² + 1/1,04³ + 1/1,04⁴) − 200 000 = 90 391,62; at 400 % −180 032,00
    book = gain_book(tmp_path / "bok.xlsx", {BENEFITS: MONEY | {"H26": 4}})
    rate, value = findings(tpn, book)
    assert (rate["cell"], rate["says"], rate["right"]) == (f"{BENEFITS}!H26", 400.0, 4.0)
    assert (value["slug"], value["says"], value["right"]) == ("rate_in_percent", -180_032.0, 90_391.62)


def test_a_sum_of_four_years_is_not_an_average_of_two(tpn: Tpn, tmp_path: Path) -> None:
    two = {"C7": INDIRECT, "D7": 0.5, "E7": 1.5}
    (found,) = findings(tpn, gain_book(tmp_path / "bok.xlsx", {BENEFITS: two}))
    assert (found["slug"], found["says"], found["right"]) == ("average_of_blank_years", 0.5, 1.0)


def test_money_of_no_known_type_enters_no_sum(tpn: Tpn, tmp_path: Path) -> None:
    cells = {"D7": 50_000, "C8": "Kvalitative (f.eks. omdømme)", "D8": 5}
    found = findings(tpn, gain_book(tmp_path / "bok.xlsx", {BENEFITS: cells}))
    assert [one["slug"] for one in found] == ["numbers_without_type", "qualitative_with_numbers"]


def test_a_present_value_that_was_typed_in_is_compared_with_the_amounts(tpn: Tpn, tmp_path: Path) -> None:
    right = gain_book(tmp_path / "rett.xlsx", {BENEFITS: MONEY | {"H26": 0.04, "C39": 90_391.62}})
    assert findings(tpn, right) == []
    wrong = gain_book(tmp_path / "galt.xlsx", {BENEFITS: MONEY | {"H26": 0.04, "C39": 120_000}})
    (found,) = findings(tpn, wrong)
    assert (found["slug"], found["says"], found["right"]) == ("value_differs", 120_000, 90_391.62)
    (found,) = findings(tpn, gain_book(tmp_path / "uten.xlsx", {BENEFITS: MONEY}))
    assert (found["slug"], found["right"]) == ("no_rate", None)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_audit_is_told_in_words_and_needs_no_project(tpn: Tpn, tmp_path: Path, language: str) -> None:
    book = gain_book(tmp_path / "bok.xlsx", measured(80, 100, 80))
    result = tpn("benefits", "--audit", book, "--lang", language)
    assert result.code == 1
    assert f"{RESULTS}!E14  Kortere ventetid" in result.out
    assert "(80 − 80) / (100 − 80)" in result.out


def test_an_unfilled_workbook_has_no_faults_and_another_one_is_refused(
    tpn: Tpn, tmp_path: Path, halden: Path
) -> None:
    assert tpn("benefits", "--audit", gain_book(tmp_path / "tom.xlsx", {})).code == 0
    tpn("export", "-p", halden, "-o", tmp_path / "annet.xlsx")
    assert "[audit-unknown-workbook]" in tpn("benefits", "--audit", tmp_path / "annet.xlsx").err
    (tmp_path / "tekst.xlsx").write_text("ikke et regneark", "utf-8")
    result = tpn("benefits", "--audit", tmp_path / "tekst.xlsx")
    assert result.code == 1
    assert "Traceback" not in result.err
    assert tpn("benefits", "--audit", tmp_path / "finnes-ikke.xlsx").code == 1
