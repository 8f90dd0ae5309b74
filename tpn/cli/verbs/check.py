"""``tpn check``: all faults with their place, then the warnings, then the advice of the method."""

from tpn.actions.load_plan import worked_out
from tpn.advice import Advised, advise
from tpn.cli.exit_codes import FAULTS, OK
from tpn.cli.print_advice import advice_blocks, as_json
from tpn.cli.problem_facts import problem_json
from tpn.cli.problem_lines import MOST_PLACES, problem_blocks, summary
from tpn.cli.run import Run
from tpn.history.published import changed_reports, numbered_twice
from tpn.plan import findings
from tpn.problems import Problem
from tpn.reports.blocks import Paragraph, inline
from tpn.sheets.load_style import faults_of_own
from tpn.views.next_step import after_check


def perform(run: Run, *, strict: bool, every: bool) -> int:
    """All faults with their place; then the method's advice."""
    kind = run.format("table", "json")
    problems, advised = (
        [*run.loaded.problems, *_own_styles(run), *changed_reports(run.folder), *numbered_twice(run.folder)],
        None,
    )
    if run.loaded.project is not None and not run.loaded.faulty:
        plan = worked_out(run)
        problems += [run.loaded.problem(finding) for finding in findings(plan)]
        if not any(problem.level == "error" for problem in problems):
            advised = advise(plan)
    problems.sort(key=lambda problem: problem.level != "error")
    if kind == "json":
        more = as_json(run, advised) if advised else []
        run.json({"format": 1, "problems": [problem_json(run, problem) for problem in problems] + more})
    else:
        run.following = after_check(problems, advised)
        _tell(run, problems, advised, every=every)
    given = advised.count if advised else 0
    faulty = any(problem.level == "error" for problem in problems) or (strict and (problems or given))
    return FAULTS if faulty else OK


def _own_styles(run: Run) -> tuple[Problem, ...]:
    """What is wrong with the municipality's own styles of spreadsheets, where it has any."""
    if not (run.folder / "templates" / "sheets").is_dir():
        return ()
    return faults_of_own(run.folder)


def _tell(run: Run, problems: list[Problem], advised: Advised | None, *, every: bool) -> None:
    if problems:
        most = None if every else MOST_PLACES
        told = problem_blocks(problems, run.words, run.texts, width=run.display.width, most=most)
        run.show(list(told))
        first = summary(problems, run.words)
    else:
        first = run.words.count("check.fine", len(run.loaded.files))
    run.show([Paragraph(inline(first)), *(advice_blocks(run, advised, every=every) if advised else ())])
