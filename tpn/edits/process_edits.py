"""The steps of a process model from another program, as edits of the project."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tpn.model.base import fields
from tpn.model.choices import VariantName
from tpn.model.processes import ServiceProcess, Step
from tpn.model.project import Project
from tpn.model.similar import fold
from tpn.source import Append, Edit, Remove, Set

_KEPT = ("minutes", "wait_days", "share", "system", "documents")


@dataclass(frozen=True)
class Incoming:
    """What becomes of a variant: its steps, the edits, how many steps give way, of how many something is kept."""

    steps: tuple[Step, ...]
    edits: tuple[Edit, ...]
    before: int
    kept: int


def incoming(
    project: Project, service: str, variant: VariantName, steps: Sequence[Step], *, whole: bool
) -> Incoming:
    """The steps of a model put in the place of those of a variant.

    Args:
        project: the project as it is.
        service: the service whose process it is.
        variant: the variant that takes the steps.
        steps: the steps as the file says them.
        whole: whether the file says all there is to say of a step. Of one that does not, minutes, days, share,
            system and documents are kept from the step of the same name.
    """
    process = next((one for one in project.processes.services if one.service == service), None)
    old = process.variants[variant].steps if process and variant in process.variants else ()
    by_name = {} if whole else {fold(step.name): step for step in old}
    made = tuple(_with_kept(step, by_name.get(fold(step.name))) for step in steps)
    kept = sum(fold(step.name) in by_name for step in steps)
    return Incoming(made, tuple(_edits(project, process, service, variant, made)), len(old), kept)


def _with_kept(step: Step, old: Step | None) -> Step:
    if old is None:
        return step
    usual = {field.name: field.default for field in fields(Step)}
    kept = {name: getattr(old, name) for name in _KEPT if getattr(step, name) == usual[name]}
    return step.but(**kept)


def _edits(
    project: Project,
    process: ServiceProcess | None,
    service: str,
    variant: VariantName,
    steps: Sequence[Step],
) -> list[Edit]:
    records = [as_record(step) for step in steps]
    if process is None:
        value = {"service": service, "variants": {variant.value: {"steps": records}}}
        return [Append(("processes", "services"), value)]
    route = ("processes", "services", project.processes.services.index(process), "variants", variant.value)
    if variant not in process.variants:
        return [Set(route, {"steps": records})]
    old = [as_record(step) for step in process.variants[variant].steps]
    if [one["id"] for one in old] != [one["id"] for one in records]:
        return [Set((*route, "steps"), records)]
    edits: list[Edit] = []
    for number, (before, after) in enumerate(zip(old, records, strict=True)):
        here = (*route, "steps", number)
        edits += [Set((*here, key), value) for key, value in after.items() if before.get(key) != value]
        edits += [Remove((*here, key)) for key in before if key not in after]
    return edits


def as_record(step: Step) -> dict[str, Any]:
    """A step as it stands in the file: what is usual is not said."""
    found = {}
    for field in fields(Step):
        value = getattr(step, field.name)
        if value != field.default and value is not None and value != {}:
            found[field.key] = _written(value)
    return found


def _written(value: Any) -> Any:
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, tuple):
        return list(value)
    return value.value if hasattr(value, "value") else value
