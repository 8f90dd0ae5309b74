"""A service of the catalogue with its steps in full.

A service file says only what is its own; the rest of each step stands in ``catalogue/steps.yaml``.
A step is put together from layers, the later winning field by field: the library's step, the service's
own wording of it (``own``), and what the variant's row says. A value may stand once or by variant; an
``actor`` or ``system`` is a name in the library's vocabularies and comes out as its words in each language;
the system ``line_system`` is the one that the service names as its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Record = Mapping[str, Any]

VARIANTS = ("paper", "selfservice", "integrated")
_BLANK: Record = {"minutes": 0, "wait_days": 0, "share": 100, "kind": "task", "automation": "none"}
_WORKING = ("own", "line_system")
_FIELDS = ("minutes", "wait_days", "share", "kind", "automation")


def resolve(service: Record, steps: Record) -> dict[str, Any]:
    """The service with full steps in each variant.

    ``service`` is a file of ``catalogue/services``, ``steps`` is ``catalogue/steps.yaml``. Each step comes
    out with ``id``, ``name``, ``actor`` (both by language), ``system`` (by language, or None), ``minutes``,
    ``wait_days`` (working days), ``share`` (percent), ``kind``, ``automation``, ``documents``, and for
    those who count: ``step`` (what the row refers to), ``actor_id``, ``side`` (whose time it is: user,
    municipality, other or system), ``system_id`` and ``component`` (a component kind, or None). A name that
    is not in the library raises KeyError: the content is at fault, and its test says where.
    """
    variants = {
        name: {**variant, "steps": [_step(row, name, service, steps) for row in variant["steps"]]}
        for name, variant in service["variants"].items()
    }
    said = {key: value for key, value in service.items() if key not in _WORKING}
    return {**said, "variants": variants}


def _step(row: Record, variant: str, service: Record, library: Record) -> dict[str, Any]:
    """One row of a variant, filled from the layers below it."""
    name = row.get("step") or row["id"]
    mine = service.get("own", {}).get(name, {})
    base = library["steps"].get(name, {})
    layers = (_BLANK, base, mine, row)
    merged = {key: value for layer in layers for key, value in _said(layer, variant)}
    actor_id, system_id = merged["actor"], merged.get("system")
    if system_id == "line_system":
        system_id = service.get("line_system", system_id)
    actor = library["actors"][actor_id]
    system = library["systems"][system_id] if system_id else {}
    return {
        "id": row.get("id", name),
        "step": name,
        "name": merged["name"],
        "actor_id": actor_id,
        "actor": actor["name"],
        "side": actor["side"],
        "system_id": system_id,
        "system": system.get("name"),
        "component": system.get("component"),
        **{key: merged[key] for key in _FIELDS},
        "documents": tuple(merged.get("documents") or ()),
    }


def _said(layer: Record, variant: str) -> Iterator[tuple[str, Any]]:
    """What a layer says of this variant; of a value given by variant, where this one is not named, nothing."""
    for key, value in layer.items():
        if not (isinstance(value, Mapping) and value and all(name in VARIANTS for name in value)):
            yield key, value
        elif variant in value:
            yield key, value[variant]
