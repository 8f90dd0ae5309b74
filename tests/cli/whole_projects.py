"""Whole projects, generated: every kind of record that has a date, in texts that have none."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.cli.generated_projects import projects

DAYS = st.dates(date(2026, 5, 4), date(2026, 12, 31)).map(date.isoformat)
AGO = st.dates(date(2026, 5, 4), date(2026, 5, 10)).map(date.isoformat)
PEOPLE = ("ola", "kari", "liv")


@st.composite
def whole_projects(draw: st.DrawFn) -> dict[str, Any]:
    """A project of ``generated_projects`` with people, and with actions, decisions, meetings and the rest."""
    made = draw(projects())
    made["project"] |= {"lead": "ola", "owner": "kari", "language": "nb"}
    made["people"] = [{"id": one, "name": f"{one.title()} Vang"} for one in PEOPLE]
    for one in made["kickoff"]["activities"]:
        if draw(st.booleans()):
            one["responsible"] = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
    activities = [one["id"] for one in made["kickoff"]["activities"]]
    # what is done has happened before any day that the project is seen from
    made["decisions"] += [
        {"id": "B-02", "title": "Valg to", "needed_by": draw(DAYS), "responsible": ["ola"]},
        {"id": "B-03", "title": "Valg tre", "decided": draw(AGO), "outcome": "Ja", "follow_up_by": draw(DAYS),
         "responsible": ["kari"]},
    ]  # fmt: skip
    made["risks"] = [
        {"id": "R-01", "title": "Trussel en", "probability": 3, "consequence": 3, "owner": "liv",
         "actions": [_maybe_carried(draw, activities), {"what": "Varsle", "due": draw(DAYS), "done": draw(AGO)}]},
    ]  # fmt: skip
    made["communication"] = [{"id": "C-01", "message": "Brev ut", "when": draw(DAYS), "responsible": ["liv"]}]
    made["deliverables"] = [{"id": "L-01", "title": "Plan en", "due": draw(DAYS)}]
    made["benefits"] = {
        "changes": [{"id": "F-01", "title": "Endring en", "owner": "liv", "due": draw(DAYS)}],
        "benefits": [
            {"id": "G-01", "title": "Nytte en", "owner": "kari", "services": ["sfo"],
             "indicator": {"name": "Andel", "unit": "%", "baseline": 0, "target": 80, "by": draw(DAYS)}},
        ],
    }  # fmt: skip
    made["procurement"] = {
        "components": [
            *made.get("procurement", {}).get("components", ()),
            {
                "id": "A-K01",
                "name": "Skjema",
                "services": ["sfo"],
                "needed_by": draw(DAYS),
                "promised": draw(DAYS),
            },
        ],
    }
    made["meetings"] = [
        {"id": "kickoff", "kind": "kickoff", "date": draw(AGO)},
        {"id": "MO-01", "kind": "steering", "date": draw(DAYS)},
    ]
    made["report"] = {"summary": {"achieved": "Noe", "next": "Mer", "challenge": "Lite"}}
    return made


def _maybe_carried(draw: st.DrawFn, activities: list[str]) -> dict[str, Any]:
    said: dict[str, Any] = {"what": "Ringe", "responsible": ["kari"], "due": draw(DAYS)}
    if draw(st.integers(0, 2)) == 0:
        said["activity"] = draw(st.sampled_from(activities))
    return said
