"""``tpn slides``: a presentation that can be read, seen and heard, on the municipality's template where it has one."""

from pathlib import Path

import pptx
import pytest

from tests.cli.decks import A, must_be_legible, titles, without_room, words_of
from tests.conftest import ROOT, Tpn


def made(tpn: Tpn, folder: Path, meeting: str, file: Path) -> pptx.presentation.Presentation:
    result = tpn("slides", meeting, "-p", folder, "-o", file)
    assert result.code == 0, result.err
    return pptx.Presentation(str(file))


def said(deck: pptx.presentation.Presentation) -> str:
    return " ".join(node.text or "" for slide in deck.slides for node in slide._element.iter(f"{A}t"))


def test_the_kickoff_is_told_in_the_order_in_which_it_is_understood(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    deck = made(tpn, halden, "kickoff", tmp_path / "a.pptx")
    assert titles(deck) == [
        "Tjenester på nett i Halden", "Hvorfor vi gjør dette", "Dette skal vi oppnå", "Slik er vi organisert",
        "6 tjenester på nett, den første 15.09.2026 og den siste 24.05.2027", "Planen fram til 30.06.2027",
        "Dette får vi igjen: 630\u00a0210 kroner i året", "Dette blir bedre", "De største risikoene",
        "Tiden vi ber om", "Dette ber vi dere om", "Dette skjer først",
    ]  # fmt: skip
    text = said(deck)
    assert "Hvert år tar de 6 tjenestene imot 3\u00a0920 saker." in text
    assert "24 → 80\u00a0prosent" in text
    assert "tirsdag 25. august 2026, Formannskapssalen" in text


def test_the_kickoff_says_who_owns_the_processes_and_what_the_benefits_are_worth(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    text = said(made(tpn, halden, "kickoff", tmp_path / "a.pptx"))
    assert "Prosesseiere Guro Eik: 3 tjenester Eva Berg: 2 tjenester Inger Foss: 1 tjeneste" in text
    assert text.count("630\u00a0210") == 1, "once"
    assert "463\u00a0210\u00a0kroner av dette er arbeidstid" in text, "freed time is no money saved"
    assert "sparer kommunen" not in text
    assert "→ 08.03.2027" not in text, "what was not known on the day is not shown on the day"
    assert "302\u00a0746" in text
    assert "Og 2 risikoer til." in text


def test_the_lead_is_told_what_to_say_to_every_slide_but_the_first(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    deck = made(tpn, halden, "kickoff", tmp_path / "a.pptx")
    notes = [slide.notes_slide.notes_text_frame.text for slide in list(deck.slides)[1:]]
    assert all(notes)


def test_the_steering_group_meets_over_the_report_however_it_is_asked_for(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    made(tpn, halden, "MO-05", tmp_path / "a.pptx")
    assert tpn("report", "-p", halden, "-o", tmp_path / "b.pptx").code == 0
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_slide_has_a_title_and_every_picture_says_what_it_shows(
    tpn: Tpn, sandnes: Path, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "a.pptx"
    assert tpn("slides", "kickoff", "-p", sandnes, "-o", file, "--lang", language).code == 0
    deck = pptx.Presentation(str(file))
    assert all(titles(deck))
    for slide in deck.slides:
        for shape in slide.shapes:
            about = shape._element.xpath(".//p:cNvPr")[0]
            if shape.has_table or shape.shape_type == 6:  # a group
                assert about.get("descr"), about.get("name")


def test_nothing_is_too_small_to_read(tpn: Tpn, sandnes: Path, tmp_path: Path) -> None:
    deck = made(tpn, sandnes, "kickoff", tmp_path / "a.pptx")
    must_be_legible(deck)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("example", ["halden", "sandnes", "untidy"])
def test_every_text_of_a_kickoff_has_room_where_it_stands(
    tpn: Tpn, tmp_path: Path, example: str, language: str
) -> None:
    folder = ROOT / ("tests/data" if example == "untidy" else "examples") / example
    file = tmp_path / "a.pptx"
    assert tpn("slides", "kickoff", "-p", folder, "-o", file, "--lang", language).code == 0
    assert without_room(pptx.Presentation(str(file))) == []


def test_what_has_no_room_on_one_slide_stands_on_several(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    long = "Svaret kommer fram til den som har søkt, uten at noen må ringe og spørre hvor det er blitt av"
    more = "".join(f'    - {{id: M-{n}, level: business, text: "{long} {n}"}}\n' for n in range(20, 32))
    file = halden / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("  goals:\n", f"  goals:\n{more}", 1), "utf-8")
    deck = made(tpn, halden, "kickoff", tmp_path / "a.pptx")
    assert without_room(deck) == []
    assert [title for title in titles(deck) if title.startswith("Hvorfor")] == [
        "Hvorfor vi gjør dette (1/2)", "Hvorfor vi gjør dette (2/2)",
    ]  # fmt: skip
    assert all(f"blitt av {n}." in said(deck) for n in range(20, 32)), "none is left out"


def test_every_launch_stands_in_the_plan_with_its_name_and_its_day(
    tpn: Tpn, halden: Path, sandnes: Path, tmp_path: Path
) -> None:
    plan = made(tpn, halden, "kickoff", tmp_path / "a.pptx").slides[5]
    for part in (
        "Prosessanalyse",
        "Kulturskoleplass",
        "15.09.2026",
        "Leie av kommunale lokaler",
        "24.05.2027",
    ):
        assert part in words_of(plan)
    many = made(tpn, sandnes, "kickoff", tmp_path / "b.pptx")
    launches = next(one for one in many.slides if one.shapes.title.text_frame.text == "Lanseringene")
    days = [part for part in words_of(launches).split() if part.count(".") == 2]
    assert len(days) == 12 + 1, "with that of the foot"


def test_every_line_of_the_organisation_ends_at_a_box_or_at_another_line(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    slide = made(tpn, halden, "kickoff", tmp_path / "a.pptx").slides[3]
    shapes = [one for group in slide.shapes if group.shape_type == 6 for one in group.shapes]
    boxes = [one for one in shapes if one.has_text_frame]
    lines = [one for one in shapes if not one.has_text_frame]
    across = [one for one in lines if one.begin_y == one.end_y]
    assert (len(boxes), len(across)) == (6, 2)
    for line in lines:
        if line in across:
            continue
        for y in (line.begin_y, line.end_y):
            at_box = any(one.left <= line.begin_x <= one.left + one.width and y in {one.top, one.top + one.height}
                         for one in boxes)  # fmt: skip
            assert at_box or any(
                one.begin_y == y and one.begin_x <= line.begin_x <= one.end_x for one in across
            )
    for box in boxes:
        middle = box.left + box.width // 2
        assert any(one.begin_x == middle for one in lines if one not in across), "no box stands alone"


def test_the_same_presentation_gives_the_same_bytes(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    for name in ("a.pptx", "b.pptx"):
        made(tpn, halden, "kickoff", tmp_path / name)
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()


def test_the_municipalitys_own_template_keeps_its_master_and_loses_its_slides(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    own = pptx.Presentation()
    own.slide_master.name = "Halden profil"
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Gammelt lysbilde"
    (halden / "templates").mkdir()
    own.save(str(halden / "templates" / "slides.pptx"))
    deck = made(tpn, halden, "kickoff", tmp_path / "a.pptx")
    assert deck.slide_master.name == "Halden profil"
    assert deck.slide_width == own.slide_width
    assert titles(deck)[0] == "Tjenester på nett i Halden"
    assert "Gammelt" not in said(deck)


def test_a_template_that_is_no_presentation_is_told(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    (halden / "templates").mkdir()
    (halden / "templates" / "slides.pptx").write_bytes(b"ikke en presentasjon")
    result = tpn("slides", "kickoff", "-p", halden, "-o", tmp_path / "a.pptx")
    assert (result.code, "slides-template-unreadable" in result.err) == (1, True)
    assert not (tmp_path / "a.pptx").exists()


def test_assessments_of_persons_stay_at_home(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    text = said(made(tpn, halden, "kickoff", tmp_path / "a.pptx")).lower()
    assert "innflytelse" not in text
    assert "holdning" not in text
    assert "motstander" not in text


def test_an_empty_project_has_a_presentation_too(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    assert tpn("init", folder, "--municipality", "Halden", "--services", "sfo").code == 0
    assert "Slik er vi organisert" in titles(made(tpn, folder, "kickoff", tmp_path / "a.pptx"))


def test_it_needs_a_file(tpn: Tpn, halden: Path) -> None:
    assert tpn("slides", "kickoff", "-p", halden).code == 2


def test_slides_of_a_meeting_that_had_no_report_say_which_day_they_show(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    told = tpn("slides", "MO-01", "-o", tmp_path / "a.pptx", "-p", halden)
    assert "Ingen rapport ble publisert til møtet 01.09.2026" in told.err
    assert "05.10.2026" in told.err
