"""A service of the catalogue into the project: shown first, written when asked, taken back by one undo."""

from datetime import date

from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import after_edits, write_edits
from tpn.cli.run import Run
from tpn.library import load
from tpn.model.choices import ActivityKind
from tpn.model.similar import closest
from tpn.reports.blocks import Block, Items, Paragraph, inline
from tpn.reports.blocks import facts as facts_of
from tpn.starter.blueprint import Content, blueprint, catalogue
from tpn.starter.names import said
from tpn.starter.service_records import ServiceRecords, WantedService, bring

# what nobody has read in the source itself
_UNSURE = frozenset({"K", "V2"})


def bring_service(run: Run, typed: str, wave: int | None, *, write: bool) -> None:
    """Bring the service of the catalogue that was meant.

    Raises:
        Stop: there is no such service, or the project has it already (exit code 2).
    """
    content = _meant(run, typed)
    brought = _brought(run, content, wave)
    launch = _launch_of(run, brought)
    write_edits(run, brought.edits)
    if run.format("table", "json") == "json":
        run.json(_as_json(brought, launch, written=write))
        return
    run.show([*_told(run, brought, launch), *_mind(run, content)])
    run.tell(run.words("bring.written" if write else "bring.would", service=brought.service, typed=typed))


def _meant(run: Run, typed: str) -> Content:

    found = catalogue(run.project.about.language, run.words.folder)
    content = found.get(typed.strip().casefold())
    if content is None:
        meant = closest(typed.casefold(), found)
        run.stop("not-in-catalogue", value=typed, suggestion=found[meant]["id"] if meant else None,
                 hint="suggestion" if meant else None)  # fmt: skip
    there = next((one for one in run.project.services if one.catalogue == content["id"]), None)
    if there:
        run.stop("service-there", name=there.name, id=there.id)
    return content


def _brought(run: Run, content: Content, wave: int | None) -> ServiceRecords:

    language = run.project.about.language
    wanted = WantedService(content, run.today, wave)
    requirements = said(load("catalogue/requirements.yaml", run.folder)["requirements"], language)
    return bring(
        run.project,
        run.loaded.index.taken,
        blueprint(language),
        catalogue(language, run.words.folder),
        wanted,
        requirements,
    )


def _launch_of(run: Run, brought: ServiceRecords) -> date | None:
    """When the plan says that the service goes live."""
    plan = plan_of(run, after_edits(run.loaded, brought.edits))
    ends = [
        work.plan_end
        for work in plan.of_service(brought.service)
        if work.activity.kind is ActivityKind.GO_LIVE and work.activity.milestone
    ]
    return next((end for end in ends if end), None)


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
        if one["evidence"] in _UNSURE
    ]
    said = [
        national["note"] if national else content.get("body_note"),
        content.get("notes"),
        content.get("dpia_hint"),
        run.words("bring.unsure", what=unsure) if unsure else None,
    ]
    items = tuple((_paragraph(" ".join(text.split())),) for text in said if text)
    return [Items(items)] if items else []


def _as_json(brought: ServiceRecords, launch: date | None, *, written: bool) -> dict[str, object]:
    return {
        "format": 1, "service": brought.service, "name": brought.name, "wave": brought.wave, "launch": launch,
        "people": brought.people, "variants": dict(brought.steps),
        "activities": [name for name, _ in brought.activities],
        "new_components": brought.new_components, "shared_components": brought.shared_components,
        "requirements": brought.requirements, "written": written,
    }  # fmt: skip
