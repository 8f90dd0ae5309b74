"""Which access a document carries: the default of its kind, what the project has set, and until when it holds."""

from datetime import date

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.model.project import Project
from tpn.views.access import access_of_report, exempt_by

TODAY = date(2026, 9, 7)


def made(access: str = "", awards: tuple[str, ...] = ()) -> Project:
    deals = "".join(f"    - {{id: A-{n}, title: A{one}}}\n" for n, one in enumerate(awards))
    said = f"procurement:\n  procurements:\n{deals}" if awards else ""
    return project(said, ABOUT.replace("lead: liv,", f"lead: liv, access: {{{access}}},"))


def exempt(template: str, one: Project | None, today: date = TODAY, deal: int | None = None) -> str | None:
    about = one.procurement.procurements[deal] if one and deal is not None else None
    return exempt_by(template, one, today, None, about)


def test_a_document_of_no_kind_is_public() -> None:
    assert exempt("finnes-ikke", made()) is None
    assert exempt("finnes-ikke", None) is None


@pytest.mark.parametrize(
    ("said", "section"),
    [
        ("offl. § 23", "§ 23"), ("Unntatt offentlighet, offl. § 13", "§ 13"), ("§ 14", "§ 14"), ("offentlig", None),
        (" Offentleg ", None), ("Public", None), ("åpen", None), ("Offl. § 5", "§ 5"),
        ("unntatt offentlighet, offl. § 13 første ledd, jf. fvl. § 13", "§ 13 første ledd, jf. fvl. § 13"),
    ],
)  # fmt: skip
def test_what_the_project_has_set_is_a_section_with_or_without_words_or_public(
    said: str, section: str | None
) -> None:
    assert exempt("finnes-ikke", made(f"finnes-ikke: '{said}'")) == section
    assert access_of_report(made(f"report: '{said}'"), "ansatte") == (True, section)


def test_a_report_has_the_access_of_its_reader_else_that_of_all_reports() -> None:
    one = made("report: § 14, report-ansatte: offentlig")
    assert access_of_report(one, "ansatte") == (True, None)
    assert access_of_report(one, "politikere") == (True, "§ 14")
    assert access_of_report(made(), "ansatte") == (False, None)


def test_the_default_of_a_kind_gives_way_to_the_project_by_its_template_and_by_its_id() -> None:
    assert exempt("risks", None) == exempt("risks", made()) == "§ 24 tredje ledd"
    assert exempt("risks", made("security: § 13")) == exempt("security", made("security: § 13")) == "§ 13"
    assert exempt("risks", made("security: § 13, risks: offentlig")) is None
    assert exempt("risks", made(), today=date(2008, 12, 31)) is None  # the fact did not hold yet


def test_a_procurement_is_exempt_until_its_award() -> None:
    waits = "§ 23 tredje ledd"
    assert exempt("procurement", None) == exempt("procurement", made()) == waits
    for award, section in (("2026-09-06", None), ("2026-09-07", None), ("2026-09-08", waits)):
        assert exempt("procurement", made(awards=(f", award: {award}",))) == section
    two = made(awards=(", award: 2026-09-01", ""))
    assert exempt("procurement", two) == waits  # one of them still waits
    assert (exempt("procurement", two, deal=0), exempt("procurement", two, deal=1)) == (None, waits)
