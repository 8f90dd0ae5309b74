"""A service of the catalogue that was brought into the project: what came with it, and what must be known first."""

from datetime import date

from tpn.actions.add_service import AddedService
from tpn.cli.print_effects import print_effect
from tpn.cli.run import Run
from tpn.library.dated import SECOND_HAND
from tpn.reports.blocks import Block, Items, Paragraph, inline
from tpn.reports.blocks import facts as facts_of
from tpn.starter.blueprint import Content
from tpn.starter.service_records import ServiceRecords

# what nobody has read in the source itself


def tell_service(run: Run, added: AddedService, typed: str, *, written: bool) -> None:
    """What a service brings, on the screen or as JSON."""
    content, brought = added.content, added.records
    if run.format("table", "json") == "json":
        run.json(_as_json(added, written=written))
        return
    run.show([*_told(run, brought, added.launch), *_mind(run, content)])
    print_effect(run, added.effect)
    if added.agreed:
        run.say(run.words("bring.scope_agreed", date=added.agreed))
    run.tell(run.words("bring.written" if written else "bring.would", service=brought.service, typed=typed))


def _told(run: Run, brought: ServiceRecords, launch: date | None) -> list[Block]:
    words = run.words
    variants = [
        f"{words(f'choices.variant_name.{name}').lower()} {count}" for name, count in brought.steps.items()
    ]
    facts = {
        "people": brought.people,
        "process": variants,
        "new": brought.new_components,
        "shared": brought.shared_components,
        "requirements": len(brought.requirements) or None,
        "activities": len(brought.activities),
    }
    head = [words("bring.title", name=brought.name, service=brought.service, wave=brought.wave)]
    head += [words("bring.launch", date=launch)] if launch else []
    said = tuple((_paragraph(words(f"bring.{key}", what=value)),) for key, value in facts.items() if value)
    rows = list(brought.activities)
    return [*map(_paragraph, head), Items(said), facts_of(rows)]


def _paragraph(text: str) -> Paragraph:
    return Paragraph(inline(text))


def _mind(run: Run, content: Content) -> list[Block]:
    """What must be known before the service is built: who decides, privacy, what is special, what nobody looked up."""
    national = content.get("national")
    unsure = [
        one["text"]
        for key in ("laws", "facts")
        for one in content.get(key) or ()
        if one["evidence"] in SECOND_HAND
    ]
    said = [
        national["note"] if national else content.get("body_note"),
        content.get("notes"),
        content.get("dpia_hint"),
        run.words("bring.unsure", what=unsure) if unsure else None,
    ]
    items = tuple((_paragraph(" ".join(text.split())),) for text in said if text)
    return [Items(items)] if items else []


def _as_json(added: AddedService, *, written: bool) -> dict[str, object]:
    brought, found = added.records, added.effect
    before, after = found.finish
    return {
        "format": 1, "service": brought.service, "name": brought.name, "wave": brought.wave, "launch": added.launch,
        "people": brought.people, "variants": dict(brought.steps),
        "activities": [name for name, _ in brought.activities],
        "new_components": brought.new_components, "shared_components": brought.shared_components,
        "requirements": brought.requirements, "written": written,
        "finish": {"before": before, "after": after}, "scope_agreed": added.agreed,
        "moved": [{"id": one.id, "before": one.before, "after": one.after} for one in found.activities],
    }  # fmt: skip
