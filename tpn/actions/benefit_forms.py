"""The forms to print for the benefits workshop and for talks with stakeholders: which was meant, and of whom."""

from tpn.actions.find_record import record_named
from tpn.actions.session import Session
from tpn.model.benefits import Stakeholder
from tpn.model.choices import StakeholderGroup
from tpn.model.similar import fold
from tpn.texts import LANGUAGES, Words

FORMS = ("workshop", "interview")


def form_meant(session: Session, typed: str) -> str:
    """The one of ``FORMS`` that a word in any of the languages means.

    Raises:
        Stop: there is no such form (exit code 2).
    """
    for form in FORMS:
        own = [name for language in LANGUAGES for name in Words(language).find(f"benefits.form.names.{form}")]
        if fold(typed) in {fold(name) for name in (form, *own)}:
            return form
    known = tuple(session.words.find(f"benefits.form.names.{form}")[0] for form in FORMS)
    session.stop("no-such-form", value=typed, known=known)


def group_of(session: Session, which: str) -> StakeholderGroup:
    """The group of the stakeholder that was meant.

    Raises:
        Stop: there is no such stakeholder (exit code 2).
    """
    record = record_named(session, which).record
    if not isinstance(record, Stakeholder) or record.group is None:
        session.stop("not-a-stakeholder", name=which, id=which)
    return record.group
