"""The page ``docs/format.md``: every section and field of the format, made from the classes and the texts."""

from collections.abc import Iterator

from tpn.model.base import MISSING, Record, fields
from tpn.model.fieldtree import Take, takes
from tpn.model.project import Project
from tpn.texts import Words
from tpn.texts.names import class_description, field_description

_HEAD = """# The format of a project

A project is a folder of YAML files: `project.yaml`, one file for each phase, and `logs.yaml`. Sections may stand in any
of them. Keys and values are English; people meet them in their own language. The format only grows: what an older
version reads, every newer one reads (`format: 1`).

This page is made from the classes (`tpn/model/`) and the texts: `pytest tests/test_docs.py --renew`.
A field marked `!` must be there. Dates are ISO (2026-04-07) or as people write them, durations working days (`5d`) or
weeks (`2w`), amounts NOK excluding VAT, shares percent 0–100.
"""


def page(words: Words) -> str:
    """The whole page."""
    lines = [_HEAD, "## Sections", *_table(Project, words)]
    for cls in _below(Project, {}):
        lines += ["", f"## {cls.__name__}", "", class_description(cls, words), *_table(cls, words)]
    return "\n".join(lines) + "\n"


def _below(cls: type[Record], known: dict[type[Record], None]) -> Iterator[type[Record]]:
    for take in takes(cls).values():
        if take.record and take.record not in known:
            known[take.record] = None
            yield take.record
            yield from _below(take.record, known)


def _table(cls: type[Record], words: Words) -> list[str]:
    defaults = {field.key: field.default for field in fields(cls)}
    rows = [
        f"| `{take.key}`{' !' if take.required else ''} | {_kind(take)} | {_usual(defaults[take.key])} "
        f"| {_said(field_description(cls, take.key, words))} |"
        for take in takes(cls).values()
    ]
    return ["", "| field | takes | when unsaid | what it is |", "| --- | --- | --- | --- |", *rows]


def _kind(take: Take) -> str:
    many = {
        "values": "list of ",
        "records": "list of ",
        "values_by_key": "by key: ",
        "records_by_key": "by key: ",
    }
    if take.record:
        one = f"[{take.record.__name__}](#{take.record.__name__.lower()})"
    elif take.choices:
        one = " · ".join(f"`{choice.value}`" for choice in take.choices)
    else:
        one = take.kind
    return many.get(take.form, "") + one


def _usual(value: object) -> str:
    if value is MISSING or value is None or isinstance(value, Record | tuple | dict):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _said(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")
