"""``tpn benefits --audit``: where the numbers of a filled workbook err, told cell by cell."""

from collections.abc import Iterator
from pathlib import Path

from tpn.actions.audit_workbook import audit
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.plan.workbook_audit import NumberFault
from tpn.reports.blocks import Block, Break, Heading, Paragraph, inline

_IN_PERCENT = ("REALISERE", "H26")


def audited(run: Run, path: Path) -> int:
    """Tell what errs; exit code 1 where anything does.

    Raises:
        Stop: the workbook cannot be read (exit code 1), or is another one (exit code 2).
    """
    kind = run.format("table", "json", *DOCUMENTS[1:])
    found = audit(run, path)
    if kind == "json":
        run.json({"format": 1, "file": path.name, "findings": [_json(one) for one in found]})
    else:
        give_shown(run, list(_told(run, path, found)), path.name, kind)
    return 1 if found else 0


def _json(one: NumberFault) -> dict[str, object]:
    return {"slug": one.why, "cell": one.cell, "says": one.says, "right": one.right, "facts": dict(one.facts)}


def _told(run: Run, path: Path, found: tuple[NumberFault, ...]) -> Iterator[Block]:
    words = run.words
    if not found:
        yield Paragraph(inline(words("benefits.audit.clean", file=path.name)))
        return
    yield Paragraph(inline(words.count("benefits.audit.title", len(found), file=path.name)))
    for one in found:
        name = one.facts.get("name")
        yield Heading(2, inline(f"{one.cell}  {name}" if name else one.cell))
        said: list[str | Break] = [
            _values(run, one),
            Break(),
            words(f"benefits.audit.why.{one.why}", **one.facts),
        ]
        if "measured" in one.facts and one.right is not None:
            said += [Break(), words("benefits.audit.formula", **one.facts)]
        yield Paragraph(inline(*said))


def _values(run: Run, one: NumberFault) -> str:
    words = run.words
    says, right = (_value(run, one, value) for value in (one.says, one.right))
    if one.says is None:
        return words("benefits.audit.says_blank", right=right)
    if one.right is None and one.why in {"no_baseline", "no_target", "target_is_baseline", "no_rate"}:
        return words("benefits.audit.says_only", says=says)
    return words("benefits.audit.says", says=says, right=right)


def _value(run: Run, one: NumberFault, value: float | str | None) -> str:
    """A number of the attainment column is in percent; a name is quoted."""
    if value is None:
        return run.words("benefits.audit.blank")
    if isinstance(value, str):
        return f"«{value}»"
    percent = one.cell.startswith(_IN_PERCENT[0]) or one.cell.endswith(_IN_PERCENT[1])
    return run.words("benefits.audit.percent" if percent else "benefits.audit.number", value=float(value))
