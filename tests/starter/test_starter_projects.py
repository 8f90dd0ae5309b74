"""Laid-out projects: they load without a fault, compute from the start date, and come out the same every time."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Tpn
from tpn.library import data_dir
from tpn.model import Loaded, Project, load, load_read
from tpn.model.choices import ActivityKind, Answer, Language, Phase, Status
from tpn.model.questions import Questions
from tpn.plan import Plan, findings, work_out
from tpn.source import Folder, TextFile, parse
from tpn.starter import Choices, lay_out

TWELVE = (
    "barnehageplass", "sfo", "kulturskoleplass", "redusert-foreldrebetaling", "parkering-forflytningshemmede",
    "ledsagerbevis", "tiltak-uten-ansvarsrett", "skjenkebevilling-enkelt", "leie-lokaler", "kulturmidler",
    "startlan", "Utlån av kajakk",
)  # fmt: skip
START = date(2026, 8, 17)
FILES = ["project.yaml", "1-kickoff.yaml", "2-benefits.yaml", "3-processes.yaml", "4-procurement.yaml",
         "5-launch.yaml", "logs.yaml"]  # fmt: skip
QUESTIONS = Questions()


def chosen(services: tuple[str, ...], language: Language = Language.NB, start: date = START) -> Choices:
    return Choices("Tjenester på nett", start, language, "Halden", "3101", services)


def read(files: dict[str, str]) -> Loaded:
    texts = tuple(TextFile(Path(name), name, text) for name, text in sorted(files.items()))
    return load_read(Path(), Folder(texts, ()))


def project(choices: Choices) -> Project:
    loaded = read(lay_out(choices))
    assert loaded.problems == ()
    return loaded.sound()


def plan(choices: Choices) -> Plan:
    return work_out(project(choices), choices.start, questions=QUESTIONS)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("count", [0, 1, 2, 6, 12])
def test_a_new_project_has_no_fault_and_every_date_follows_from_its_start(
    count: int, language: Language
) -> None:
    made = plan(chosen(TWELVE[:count], language))
    assert list(findings(made)) == []
    assert [work.activity.id for work in made.work if work.end is None] == []
    assert min(work.dates.plan_start for work in made.work if work.dates.plan_start) >= START
    assert made.of_phase(Phase.LAUNCH)[-1].end == made.schedule.finish


def test_a_project_on_disk_loads_like_one_in_memory(tmp_path: Path) -> None:
    for name, text in lay_out(chosen(TWELVE[:2])).items():
        (tmp_path / name).write_bytes(text.encode())
    assert load(tmp_path).problems == ()


@pytest.mark.parametrize("language", list(Language))
def test_the_files_are_those_of_the_format_and_tell_editors_of_the_schema(language: Language) -> None:
    files = lay_out(chosen(TWELVE, language))
    assert list(files) == FILES
    for text in files.values():
        assert text.startswith("# yaml-language-server: $schema=tpn.schema.json\n# ")
        assert text.endswith("\n")
        assert "\t" not in text
        assert "\r" not in text
        assert "\n\n\n" not in text
        assert not any(line != line.rstrip() for line in text.split("\n"))
        assert "{service}" not in text
        assert "{wave}" not in text


def test_the_same_choices_give_the_same_bytes() -> None:
    assert lay_out(chosen(TWELVE)) == lay_out(chosen(TWELVE))


@pytest.mark.parametrize("language", list(Language))
def test_languages_differ_in_words_and_in_nothing_else(language: Language) -> None:
    here, there = plan(chosen(TWELVE[:4], language)), plan(chosen(TWELVE[:4]))
    assert [(w.activity.id, w.dates) for w in here.work] == [(w.activity.id, w.dates) for w in there.work]


def test_a_hundred_activities_in_a_phase_are_numbered_with_three_digits() -> None:
    ids = [activity.id for _, activity in project(chosen(TWELVE)).activities]
    assert "T-001" in ids
    assert "K-01" in ids
    assert len(ids) == len(set(ids))


def test_the_plan_of_two_services_can_be_overlooked() -> None:
    assert 60 <= len(project(chosen(TWELVE[:2])).activities) <= 100


# ------------------------------------------------------------------------------------------------- services and waves


def test_services_keep_their_short_id_and_take_name_audience_and_processes_from_the_catalogue() -> None:
    made = project(chosen(("barnehageplass",)))
    service, process = made.services[0], made.processes.services[0]
    assert (service.id, service.catalogue, service.name) == ("barnehage", "barnehageplass", "Barnehageplass")
    assert service.los
    assert service.audience
    assert process.example_times is True
    assert list(process.variants) == ["paper", "selfservice", "integrated"]
    assert all(step.name and step.actor for variant in process.variants.values() for step in variant.steps)
    assert any(step.minutes for step in process.variants["paper"].steps)  # type: ignore[index]


@pytest.mark.parametrize("word", ["barnehageplass", "barnehage", "Barnehageplass", "KINDERGARTEN PLACE "])
def test_a_service_is_found_by_id_short_id_and_name(word: str) -> None:
    assert project(chosen((word,))).services[0].catalogue == "barnehageplass"


def test_the_same_service_said_twice_is_one() -> None:
    assert [one.id for one in project(chosen(("barnehage", "sfo", "barnehageplass"))).services] == [
        "barnehage",
        "sfo",
    ]


def test_a_service_without_a_name_is_none() -> None:
    assert [one.id for one in project(replace(chosen(("", "sfo", " ")), waves=((" ",),))).services] == ["sfo"]


def test_a_service_of_our_own_has_an_id_from_its_name_and_no_process_yet() -> None:
    made = project(chosen(("Utlån av kajakk på Ærøy",)))
    assert made.services[0].id == "utlan-av-kajakk-pa-aeroy"
    assert made.services[0].name == "Utlån av kajakk på Ærøy"
    assert made.processes.services[0].variants == {}
    assert made.processes.services[0].example_times is False


def test_services_go_two_by_two_when_no_waves_are_said() -> None:
    waves = [one.wave for one in project(chosen(TWELVE)).services]
    assert waves == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]


def test_waves_are_taken_as_said_and_the_rest_follows_two_by_two() -> None:
    choices = replace(chosen(("sfo", "barnehage", "startlan", "leie-lokaler", "kulturmidler")),
                      waves=(("leie-lokaler",), ("barnehage", "kulturmidler", "leie-lokaler")))  # fmt: skip
    found = {one.id: one.wave for one in project(choices).services}
    assert found == {"lokaler": 1, "barnehage": 2, "kulturmidler": 2, "sfo": 3, "startlan": 3}


def test_a_service_that_only_a_wave_names_is_in_the_project() -> None:
    assert [one.id for one in project(replace(chosen(()), waves=(("sfo",),))).services] == ["sfo"]


def test_a_wave_begins_after_the_one_before_is_launched_and_learned_from() -> None:
    made = plan(chosen(TWELVE[:6]))
    wave = {service.id: service.wave or 0 for service in made.project.services}
    lessons = [work.end for work in made.work if work.activity.kind is ActivityKind.LESSONS]
    launches = [
        (wave[w.activity.service or ""], w.end) for w in made.work if w.activity.kind is ActivityKind.GO_LIVE
    ]
    assert len(lessons) == 3
    assert len(launches) == 6
    for number, learned in enumerate(lessons, 1):
        assert learned
        assert all(end and end < learned for at, end in launches if at == number)
        later = [w for w in made.work if wave.get(w.activity.service or "", 0) > number]
        assert all(w.dates.start and w.dates.start > learned for w in later)


def test_each_service_goes_live_when_the_platform_is_accepted_and_the_process_chosen() -> None:
    made = plan(chosen(TWELVE[:2]))
    gate = made.of_phase(Phase.PROCUREMENT)[-1].end
    for work in made.work:
        if work.phase is Phase.LAUNCH and work.activity.service:
            assert gate
            assert work.dates.start
            assert work.dates.start > gate


def test_components_are_those_that_the_services_need() -> None:
    made = project(chosen(("sfo", "barnehage")))
    by_name = {one.name: set(one.services) for one in made.procurement.components}
    assert by_name["Skjemaløsning"] == {"sfo", "barnehage"}
    assert by_name["Barnehagesystem"] == {"barnehage"}
    assert by_name["Skoleadministrativt system"] == {"sfo"}
    enabled = {part for change in made.benefits.changes for part in change.enabled_by}
    assert enabled == {one.id for one in made.procurement.components}


def test_services_with_the_same_line_of_business_system_share_it() -> None:
    parts = project(chosen(("sfo", "kulturskole", "startlan"))).procurement.components
    systems = {one.name: one.services for one in parts if one.kind == "line_system"}
    assert systems == {
        "Skoleadministrativt system": ("sfo", "kulturskole"),
        "Husbankens Startskudd": ("startlan",),
    }


def test_a_line_of_business_system_that_has_no_name_yet_belongs_to_its_service() -> None:
    parts = project(chosen(("parkering",))).procurement.components
    assert [one.name for one in parts if one.kind == "line_system"] == [
        "Fagsystem – Parkeringstillatelse for forflytningshemmede"
    ]


# ------------------------------------------------------------------------------------------------------------- people


def test_nobody_is_missing_where_the_method_asks_for_somebody() -> None:
    made = project(chosen(TWELVE))
    kickoff = next(one for one in made.meetings if one.id == "kickoff")
    invited = {one.person for one in kickoff.participants}
    assert all(activity.responsible for _, activity in made.activities)
    assert all(one.owner and one.responsible for one in made.services)
    assert all(invited & set(one.subject_staff) for one in made.services)
    assert made.about.owner in invited
    assert all(one.responsible in invited for one in made.services)
    assert all(risk.probability and risk.consequence and risk.actions for risk in made.risks)
    assert all(s.actions for s in made.benefits.stakeholders if (s.influence or 0) >= 4)


def test_people_with_names_have_ids_and_initials_of_their_own() -> None:
    made = project(replace(chosen(("sfo",)), owner="Kari Holm", lead="Ola Nordmann"))
    assert (made.about.owner, made.about.lead) == ("kari", "ola")
    assert made.person["ola"].initials == "ON"
    assert "prosjektleder" not in made.person


def test_one_person_in_two_roles_is_one_person() -> None:
    made = project(replace(chosen(("sfo",)), owner="Kari Holm", lead="Kari Holm"))
    assert made.about.owner == made.about.lead == "kari"
    assert {"project_owner", "project_lead"} <= set(made.person["kari"].roles)


def test_two_people_of_the_same_first_name_are_told_apart() -> None:
    made = project(replace(chosen(()), owner="Kari Holm", lead="Kari Vik"))
    assert (made.about.owner, made.about.lead) == ("kari", "kari-vik")


def test_a_service_called_like_a_role_or_a_meeting_gets_an_id_of_its_own() -> None:
    made = project(chosen(("Kickoff", "Prosjektleder", "!!!")))
    assert [one.id for one in made.services] == ["kickoff-2", "prosjektleder-2", "x"]


# ------------------------------------------------------------------------------------------------- honesty and promises


@pytest.mark.parametrize("count", [0, 1, 6, 12])
def test_benefits_are_to_be_reached_some_time_after_the_last_service_is_in_use(count: int) -> None:
    made = plan(chosen(TWELVE[:count]))
    finish = made.schedule.finish
    assert finish
    for one in made.project.benefits.benefits:
        assert one.indicator
        assert one.indicator.by
        assert 100 < (one.indicator.by - finish).days < 550


def test_nothing_is_said_to_be_done_measured_or_decided() -> None:
    made = project(chosen(TWELVE))
    assert {activity.status for _, activity in made.activities} == {Status.NOT_STARTED}
    assert all(not one.measurements and not one.services for one in made.benefits.benefits)
    assert all(one.indicator and one.indicator.baseline is None for one in made.benefits.benefits)
    assert all(one.chosen is None and one.validated is None for one in made.processes.services)
    answers = [a.answer for one in made.launch.services for a in one.checklist.values()]
    assert Answer.DONE not in answers
    assert all(one.delivered is None for one in made.procurement.components)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2025, 1, 1), date(2034, 12, 31)), st.integers(0, 3))
def test_whatever_day_it_starts_no_date_of_ours_breaks_the_plan(start: date, count: int) -> None:
    made = plan(chosen(TWELVE[:count], start=start))
    assert list(findings(made)) == []
    for meeting in made.project.meetings:
        assert meeting.date
        assert made.days.is_working(meeting.date)
    actions = [a for s in made.project.benefits.stakeholders for a in s.actions]
    assert all(a.due and made.days.is_working(a.due) for a in actions)


ANY_TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3).map(tuple), ANY_TEXT)
def test_any_name_stands_in_the_files_as_it_was_given(
    name: str, municipality: str, services: tuple[str, ...], lead: str
) -> None:
    files = lay_out(Choices(name, START, municipality=municipality, services=services, lead=lead))
    about = parse(files["project.yaml"], "project.yaml").value["project"]
    assert about["name"] == name
    assert about["municipality"]["name"] == municipality
    assert read(files).problems == ()


def test_a_new_project_with_every_service_of_the_catalogue_raises_no_question(
    tpn: Tpn, tmp_path: Path
) -> None:
    names = [path.stem for path in sorted((data_dir("templates") / "catalogue" / "services").glob("*.yaml"))]
    folder = tmp_path / "alle"
    made = tpn("init", folder, "--waves", ";".join(names), "--start", "2026-08-17")
    assert made.code == 0, made.err
    assert {service.catalogue for service in load(folder).sound().services} == set(names)
    found = json.loads(tpn("check", "--all", "--json", "-p", folder, "--today", "2026-08-17").out)["problems"]
    assert [one for one in found if one["slug"] == "K140" or not one["slug"][1:].isdigit()] == []
