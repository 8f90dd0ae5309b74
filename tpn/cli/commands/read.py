"""``tpn read FILE``: what tpn understands of any spreadsheet. Needs no project."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tpn.cli.run import Run

if TYPE_CHECKING:
    from tpn.problems import Problem
    from tpn.sheets.recognise import Reading, Table


def command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    sheet: Annotated[str | None, typer.Option("--sheet")] = None,
    profile: Annotated[str | None, typer.Option("--profile")] = None,
    save: Annotated[str | None, typer.Option("--save-profile")] = None,
) -> int:
    """What tpn understands of any spreadsheet."""
    from tpn.library import load
    from tpn.problems import Problem
    from tpn.sheets.guard import read_guarded
    from tpn.sheets.recognise import grids_of, load_words, profile_of, recognise

    run: Run = ctx.obj
    kind = run.format("table", "json")
    own = run.words.folder
    book = read_guarded(file, name=file.name)
    if isinstance(book, Problem):
        return _refused(run, file, book, kind)
    known = load(f"profiles/{profile}.yaml", own) if profile else None
    found = recognise(
        grids_of(book), load_words(own), file=file.name, sheet=sheet, profile=known, year=run.today.year
    )
    if save:
        _save(run, save, profile_of(found))
    if kind == "json":
        run.json(found.as_json())
    else:
        run.out(_told(run, found))
    return 0 if found.tables else 1


def _refused(run: Run, file: Path, problem: "Problem", kind: str) -> int:
    """A file that cannot be read has no tables, one error, and exit code 1."""
    from tpn.cli.app import tell_problems

    if kind == "json":
        said = {"slug": problem.slug, "level": "error", "sheet": None, "cell": None, "value": None}
        run.json({"format": 1, "file": file.name, "tables": [], "left_out": [], "problems": [said]})
    else:
        tell_problems([problem], run, run.tell)
    return 1


def _save(run: Run, name: str, profile: dict[str, Any]) -> None:
    from tpn.source import write_new
    from tpn.source.emit import emit

    target = (run.words.folder or Path()) / "templates" / "profiles" / f"{name}.yaml"
    if target.exists():
        run.stop("file-exists", file=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_new(target, emit(profile).encode())
    run.tell(run.words("common.written", file=str(target)))


def _told(run: Run, found: "Reading") -> str:
    words = run.words
    lines: list[str] = []
    for table in found.tables:
        lines += [*_table(run, table), ""]
    if not found.tables:
        lines.append(words("read.nothing"))
    lines += [
        words("read.left_out", sheet=one.sheet, row=one.row or "", why=one.why) for one in found.left_out[:12]
    ]
    for problem in found.problems[:12]:
        place = problem.place
        where = f"{getattr(place, 'tab', '')}!{getattr(place, 'cell', '')}".strip("!")
        lines.append(
            words("read.problem", where=where, slug=problem.slug, value=problem.facts.get("value", ""))
        )
    return "\n".join(lines)


def _table(run: Run, table: "Table") -> list[str]:
    words = run.words
    kind = words.find(f"kinds.{table.kind}.many") or table.kind
    first, last = table.rows
    head = words("read.table", sheet=table.sheet, kind=kind, n=len(table.records), first=first, last=last)
    columns = [
        words("read.column", letter=one.letter, header=" ".join(one.header.split())[:40],
              field=one.field or words("read.kept"), how=one.how)
        for one in table.columns
    ]  # fmt: skip
    rows = [f"    {one.row:>5}  {str(one.values.get('title') or '')[:60]}" for one in table.records[:5]]
    return [head, *columns, *rows]
