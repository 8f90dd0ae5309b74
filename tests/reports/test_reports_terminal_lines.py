"""A line that is too long is broken where a reader would break it."""

import pytest
from rich.segment import Segment

from tpn.reports.terminal_lines import wrapped


def lines(text: str, width: int, *, hanging: int = 0) -> list[str]:
    return [
        "".join(part.text for part in line).rstrip()
        for line in wrapped([Segment(text)], width, hanging=hanging)
    ]


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        (
            "Utnevn en: tpn set lokaler ansvarlig=…",
            30,
            ["Utnevn en:", "tpn set lokaler ansvarlig=…"],
        ),
        (
            "Ta det med: tpn process sfo --propose, eller legg det bort.",
            30,
            ["Ta det med:", "tpn process sfo --propose,", "eller legg det bort."],
        ),
        (
            "Ta det med. tpn gate sfo – hva som mangler der",
            24,
            ["Ta det med. tpn gate sfo", "– hva som mangler der"],
        ),
        (
            "Sett fristen: tpn set A-P02 frist=… Er den ute, må de vedstå seg den.",
            36,
            ["Sett fristen: tpn set A-P02 frist=…", "Er den ute, må de vedstå seg den."],
        ),
    ],
)
def test_a_command_to_copy_stands_on_one_line(text: str, width: int, said: list[str]) -> None:
    assert lines(text, width) == said


def test_a_command_that_no_line_can_hold_is_broken_between_its_words() -> None:
    said = lines("Skriv: tpn set barnehage/T-C35 svar=utført dokumentasjon=…", 24)
    assert said == ["Skriv: tpn set", "barnehage/T-C35", "svar=utført", "dokumentasjon=…"]


def test_the_name_of_the_program_in_a_sentence_is_a_word_as_others() -> None:
    assert lines("det som tpn har av verb er mange", 12) == ["det som tpn", "har av verb", "er mange"]


@pytest.mark.parametrize("width", range(8, 24))
def test_no_line_begins_with_the_dot_between_two_things(width: int) -> None:
    assert not [one for one in lines("Kari Lie · Ola Moe · Per Vik · Siv", width) if one.startswith("·")]


def test_a_number_stands_with_its_unit_where_a_line_can_hold_both() -> None:
    assert lines("den eldste for (28 dager siden)", 18) == ["den eldste for", "(28 dager siden)"]
    assert lines("om 12 arbeidsdager", 13) == ["om 12", "arbeidsdager"]


def test_what_hangs_leaves_its_indent_out_of_the_room() -> None:
    said = lines("Skriv det: tpn set A-01 frist=i-dag", 26, hanging=3)
    assert said == ["Skriv det: tpn set A-01", "   frist=i-dag"]
    assert max(map(len, lines("Skriv det: tpn set A-01 frist=idag", 26, hanging=3))) <= 26
