"""The service description as a document: what citizens read, what it lacks, who approved it, when it is read again."""

from dataclasses import dataclass

from tpn.model.launch import Description
from tpn.plan import Plan
from tpn.views.launch import ServicePage, service_page

# the fields in the order in which they are read; the first half must be there before anybody approves it
READ = (
    "who", "gives", "conditions", "how", "documentation", "deadline", "price", "processing", "afterwards", "appeal",
    "contact", "local",
)  # fmt: skip
NEEDED = ("text", "who", "how", "price", "deadline", "contact")


@dataclass(frozen=True)
class DescriptionView:
    """The description of a service; ``sections``: the fields that say something, with their text."""

    page: ServicePage
    said: Description
    sections: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]


def description(plan: Plan, service: str, language: str) -> DescriptionView:
    """The description of a service as it stands."""
    page = service_page(plan, service, language)
    said = page.said.description or Description()
    sections = tuple((name, getattr(said, name)) for name in READ if getattr(said, name))
    return DescriptionView(page, said, sections, tuple(name for name in NEEDED if not getattr(said, name)))


def description_json(view: DescriptionView) -> dict[str, object]:
    """The description as facts, format 1."""
    said, one = view.said, view.page.ready.service
    approved, published = said.approved, said.published
    return {
        "format": 1, "service": one.id, "name": one.name, "audience": one.audience, "los": one.los,
        "text": said.text, **dict.fromkeys(READ), **dict(view.sections),
        "channels": said.channels, "form": said.form, "life_event": said.life_event,
        "languages": said.languages, "unit": view.page.unit, "owner": one.owner,
        "laws": [{"law": law.line.fact.id, "section": law.section} for law in view.page.laws],
        "approved": {"by": approved.by, "date": approved.date} if approved else None,
        "published": {"url": published.url, "date": published.date} if published else None,
        "review": said.review, "lacking": view.lacking,
    }  # fmt: skip
