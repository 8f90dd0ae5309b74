"""``tpn check``: all faults with their place, then the warnings."""

from typing import Annotated, Any

import typer

from tpn.cli.run import Run


def command(ctx: typer.Context, strict: Annotated[bool, typer.Option("--strict")] = False) -> int:
    """All faults with their place."""
    from tpn.cli.app import FAULTS, OK, summary, tell_problems
    from tpn.model.questions import Questions
    from tpn.plan import findings, work_out

    run: Run = ctx.obj
    kind = run.format("table", "json")
    problems = list(run.loaded.problems)
    if run.loaded.project is not None and not run.loaded.faulty:
        plan = work_out(run.loaded.project, run.today, questions=Questions(run.folder))
        problems += [run.loaded.problem(finding) for finding in findings(plan)]
    problems.sort(key=lambda problem: problem.level != "error")
    if kind == "json":
        run.json({"format": 1, "problems": [_as_json(run, problem) for problem in problems]})
    elif problems:
        tell_problems(problems, run, run.out)
        run.out(summary(problems, run))
    else:
        run.out(run.words("check.fine", n=len(run.loaded.files)))
    faulty = any(problem.level == "error" or strict for problem in problems)
    return FAULTS if faulty else OK


def _as_json(run: Run, problem: Any) -> dict[str, Any]:
    from tpn.texts.problems import told

    parts = told(problem, run.words)
    place = problem.place
    return {
        "slug": problem.slug,
        "level": problem.level,
        "file": getattr(place, "file", None),
        "line": getattr(place, "line", None),
        "column": getattr(place, "column", None),
        "message": parts["message"],
        "hint": parts["hint"] or None,
    }
