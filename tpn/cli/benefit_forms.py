"""``tpn benefits --form``: forms to print for the workshop and for talks with stakeholders."""

from tpn.actions.find_record import record_named
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.model.benefits import Stakeholder
from tpn.model.choices import StakeholderGroup
from tpn.model.guides import Guides
from tpn.model.similar import fold
from tpn.texts import LANGUAGES, Words
from tpn.views.benefit_forms import interviews, workshop

FORMS = ("workshop", "interview")
_WIDE = "\u200b" + 24 * "\u00a0" + "\u200b"
"""A cell that is wide enough to be written in with a pen."""
_ROOM = _WIDE + "\n\u200b"
"""And high enough."""


def give_form(run: Run, form: str, which: str | None) -> None:
    """One of ``FORMS``, as a document.

    Raises:
        Stop: there is no such form, or no such stakeholder (exit code 2).
    """
    project = run.project  # first: its word for a benefit is in the texts
    words, guides = run.words, Guides(run.folder)
    if _meant(run, form) == "interview":
        groups = (_group(run, which),) if which else ()
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


def _meant(run: Run, typed: str) -> str:
    """The form that a word in any of the languages means."""
    for form in FORMS:
        own = [name for language in LANGUAGES for name in Words(language).find(f"benefits.form.names.{form}")]
        if fold(typed) in {fold(name) for name in (form, *own)}:
            return form
    known = tuple(run.words.find(f"benefits.form.names.{form}")[0] for form in FORMS)
    run.stop("no-such-form", value=typed, known=known)


def _group(run: Run, which: str) -> StakeholderGroup:
    """The group of the stakeholder that was meant."""
    record = record_named(run, which).record
    if not isinstance(record, Stakeholder) or record.group is None:
        run.stop("not-a-stakeholder", name=which, id=which)
    return record.group
