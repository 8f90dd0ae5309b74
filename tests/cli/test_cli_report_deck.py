"""``tpn report -o x.pptx``: the month's report as slides whose titles are the message; the figures are the report's."""

import json
from pathlib import Path

import pptx
import pytest
from pptx.util import Pt

from tests.cli.decks import must_be_legible, titles, without_room, words_of
from tests.conftest import ROOT, Tpn


def deck_of(tpn: Tpn, folder: Path, file: Path, *more: str) -> pptx.presentation.Presentation:
    result = tpn("report", "-p", folder, "-o", file, *more)
    assert result.code == 0, result.err
    return pptx.Presentation(str(file))


def test_the_titles_are_what_the_steering_group_must_know(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert titles(deck_of(tpn, halden, tmp_path / "a.pptx")) == [
        "Tjenester på nett i Halden", "Gul: mindre forsinkelser", "3 av 7 lys er endret siden 07.09.",
        "Sak 20/26: Klar for barnehage 26. oktober",  # recommended first
        "Sak 18/26: Booking av lokaler: leie nå eller vente på regionen",
        "Sak 19/26: Hovedansvarlig for leie av lokaler",
        "Prosjektslutt 05.07.2027, 3 arbeidsdager etter",
        "6 milepæler er senere enn avtalt, 2 er i rute de neste 60 dagene",
        "190\u00a0000 kroner under budsjett", "Ingen risiko er over grensen på 12 etter tiltak",
        "«Innbyggerne og lagene slipper papir og oppmøte» er 8,6 prosentpoeng bak linjen mot målet",
        "630\u00a0210 kroner i året, av dette 463\u00a0210 i frigjort tid",
        "Ventes ferdig fra 20.\u00a0oktober 2026 til 6.\u00a0november 2026",
    ]  # fmt: skip


def test_the_first_slide_holds_the_leads_lines_word_for_word_and_the_reports_figures(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    report = json.loads(tpn("report", "-p", halden, "--json").out)
    first = words_of(deck_of(tpn, halden, tmp_path / "a.pptx").slides[1])
    for line in report["lines"].values():
        assert line in first
    assert f"{report['figures']['done']} av {report['figures']['total']}" in first


def test_a_matter_with_a_recommendation_has_its_ways_side_by_side(
    tpn: Tpn, sandnes: Path, tmp_path: Path
) -> None:
    deck = deck_of(tpn, sandnes, tmp_path / "a.pptx")
    slide = next(one for one in deck.slides if one.shapes.title.text_frame.text.startswith("Sak 26/26"))
    text = words_of(slide)
    assert "A Vente til hele løsningen er levert" in text
    assert "Anbefaling: Vente til hele løsningen er levert" in text
    assert "Frist 02.12.2026" in text


def test_money_and_benefits_are_charts_whose_figures_can_be_read(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    report = json.loads(tpn("report", "-p", halden, "--json").out)
    charts = [shape.chart for slide in deck_of(tpn, halden, tmp_path / "a.pptx").slides for shape in slide.shapes
              if shape.has_chart]  # fmt: skip
    money, benefits = charts
    assert [one.name for one in money.plots[0].series] == ["Budsjett", "Brukt", "Prognose"]
    assert list(money.plots[0].series[0].values) == [line["budget"] for line in report["money"]["lines"]]
    assert list(benefits.plots[0].series[0].values) == [one["percent"] for one in report["benefits"]]


def test_the_owner_gets_what_page_one_says(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    said = titles(deck_of(tpn, halden, tmp_path / "a.pptx", "--for", "eier"))
    assert [one.partition(":")[0] for one in said[3:]] == ["Sak 20/26", "Sak 18/26", "Sak 19/26"]
    assert len(said) == 6


def test_who_does_not_meet_over_it_gets_no_slides(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("report", "-p", halden, "--for", "politisk", "-o", tmp_path / "a.pptx").code == 2


def test_a_project_of_today_has_the_four_slides_that_are_always_there(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-08-17}\n", "utf-8"
    )
    deck = deck_of(tpn, tmp_path, tmp_path / "a.pptx")
    assert len(deck.slides) == 4
    assert "Ikke skrevet ennå" in words_of(deck.slides[1])


def test_the_cover_says_whose_meeting_it_is_all_titles_are_as_large_and_no_risk_is_left_out(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    deck = deck_of(tpn, halden, tmp_path / "a.pptx")
    cover = words_of(deck.slides[0]).replace("\u00a0", " ")
    for part in (
        "Halden",
        "Statusrapport nr. 1",
        "styringsgruppemøtet tirsdag 20. oktober 2026 kl. 13:00",
        "Ola Nordmann",
    ):
        assert part in cover
    sizes = {run.font.size for one in list(deck.slides)[1:] for p in one.shapes.title.text_frame.paragraphs
             for run in p.runs}  # fmt: skip
    assert len(sizes) == 1
    risks = next(one for one in deck.slides if one.shapes.title.text_frame.text.startswith("Ingen risiko"))
    listed = words_of(risks)
    for record in json.loads(tpn("report", "-p", halden, "--json").out)["risks"]:
        assert record["id"] in listed
    assert "R-07" in listed
    measured = next(one for one in deck.slides if one.shapes.title.text_frame.text.startswith("«Innbyggerne"))
    chart = next(shape.chart for shape in measured.shapes if shape.has_chart)
    said = [
        t.text for t in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    ]
    assert "30,8\u00a0%" in said
    assert not [one for one in said if "." in one]


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_picture_says_what_it_shows_and_nothing_is_too_small(
    tpn: Tpn, sandnes: Path, tmp_path: Path, language: str
) -> None:
    deck = deck_of(tpn, sandnes, tmp_path / "a.pptx", "--lang", language)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table or shape.has_chart or shape.shape_type == 6:  # a group
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
    must_be_legible(deck)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("example", ["examples/halden", "examples/sandnes", "tests/data/untidy"])
def test_nothing_is_drawn_outside_the_slide_and_every_text_has_room(
    tpn: Tpn, tmp_path: Path, example: str, language: str
) -> None:
    deck = deck_of(tpn, ROOT / example, tmp_path / "a.pptx", "--lang", language)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= (deck.slide_width or 0) + Pt(1)
            assert shape.top + shape.height <= (deck.slide_height or 0) + Pt(1), shape.name
    assert without_room(deck) == []


def test_the_slides_of_a_service_speak_of_its_end_and_its_launch_and_not_of_the_projects(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    deck = deck_of(tpn, halden, tmp_path / "a.pptx", "--service", "barnehage")
    told = " ".join(words_of(slide) for slide in deck.slides)
    assert "Prosjektslutt" not in told
    assert "lansering avtalt 26.10.2026" in told
    assert "ingen avtalt dato" not in told
    assert (
        "lansering avtalt 26.10.2026"
        in tpn("report", "-p", halden, "--service", "barnehage", "--format", "md").out
    )
