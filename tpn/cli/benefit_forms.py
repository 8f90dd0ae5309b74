"""``tpn benefits --form``: forms to print for the workshop and for talks with stakeholders."""

from tpn.actions.benefit_forms import form_meant, group_of
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.model.guides import Guides
from tpn.views.benefit_forms import interviews, workshop

_WIDE = "\u200b" + 24 * "\u00a0" + "\u200b"
"""A cell that is wide enough to be written in with a pen."""
_ROOM = _WIDE + "\n\u200b"
"""And high enough."""


def give_form(run: Run, form: str, which: str | None) -> None:
    """The form that was meant, as a document.

    Raises:
        Stop: there is no such form, or no such stakeholder (exit code 2).
    """
    project = run.project  # first: its word for a benefit is in the texts
    words, guides = run.words, Guides(run.folder)
    if form_meant(run, form) == "interview":
        groups = (group_of(run, which),) if which else ()
        found = interviews(project, guides, groups)
        alone = words("benefits.form.interview", group=found[0].guide.group) if len(found) == 1 else ""
        title = alone or words("benefits.form.interviews")
        give(run, "interviews", {"interviews": found, "advice": guides.advice}, title)
        return
    parts = workshop(project, guides)
    facts = {
        "exercises": parts,
        "minutes": sum(one.part.minutes for one in parts),
        "wide": _WIDE,
        "room": _ROOM,
    }
    give(run, "benefits-workshop", facts, words("benefits.form.workshop", name=project.about.name))
