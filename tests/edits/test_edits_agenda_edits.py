"""An agenda that is kept: all its lines where it was made from a template, else the numbers that it lacked."""

from tests.views.small_views import planned
from tpn.edits.agenda_edits import kept
from tpn.model.choices import AgendaKind
from tpn.source import Edit, Set
from tpn.views.agenda import agenda
from tpn.views.agenda_facts import Template, TemplateRow

ROWS = (
    TemplateRow("Status", 20, AgendaKind.INFORMATION, "project_lead"),
    TemplateRow("Vei", 30, AgendaKind.DECISION),
)
AT = ("meetings", 1, "agenda")


def edits(more: str = "", kind: str = "steering") -> list[Edit]:
    text = f"meetings: [{{id: MO-1, kind: project}}, {{id: MO-2, kind: {kind}, date: 2026-10-01{more}}}]\n"
    plan, index = planned(text)
    return kept(index, agenda(plan, plan.project.meetings[1], Template("9:00", "", ROWS, "Pause")))


def test_one_from_a_template_is_written_whole_with_the_ids_of_its_people() -> None:
    assert edits() == [
        Set(AT, [
            {"case": "1/26", "minutes": 20, "title": "Status", "responsible": "liv", "kind": "information"},
            {"case": "2/26", "minutes": 30, "title": "Vei", "kind": "decision"},
        ])
    ]  # fmt: skip
    (unnumbered,) = edits(kind="project")
    assert isinstance(unnumbered, Set)
    assert ["case" in line for line in unnumbered.value] == [False, False]


def test_of_a_typed_one_only_the_numbers_that_lacked_are_written() -> None:
    typed = ", agenda: [{title: A}, {title: B, case: 7/26}, {title: Pause, kind: break}, {title: C}]"
    assert edits(typed) == [Set((*AT, 0, "case"), "8/26"), Set((*AT, 3, "case"), "9/26")]
