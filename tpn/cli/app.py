"""From a line of words to an exit code: find the verb, run it, and tell what stopped it."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial, wraps
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tpn.actions.write_rules import WRITES, Writes
from tpn.cli.encoding import prepare
from tpn.cli.exit_codes import CONFLICTS, FAULTS, OK, STOPPED, WRONG_USE
from tpn.cli.global_options import Common, split
from tpn.cli.line import clean_line
from tpn.cli.own_window import has_own_window
from tpn.cli.run import Run
from tpn.cli.verbs import VERBS
from tpn.languages import LANGUAGES
from tpn.model import MARKER
from tpn.problems import Problem, Stop

if TYPE_CHECKING:
    from typer.core import TyperCommand


def run(arguments: Sequence[str], clock: Callable[[], datetime] = datetime.now) -> int:
    """Run one line of the program; the exit code.

    0 fine · 1 faults in the data · 2 wrong use · 3 conflicts left.
    """
    return ran(arguments, clock).code


class EndedRun(NamedTuple):
    """A run that has ended: its exit code, and the run with what it has done."""

    code: int
    run: Run


def ran(
    arguments: Sequence[str],
    clock: Callable[[], datetime] = datetime.now,
    *,
    seen: EndedRun | None = None,
    closing: bool = True,
) -> EndedRun:
    """The same, with what the run has done; without what ``seen`` has said of the same already.

    ``closing``: it ends with the command that is of most use next, which whoever asks the next question leaves out.

    The only place where a ``Stop`` is caught.
    """
    prepare()
    common, rest = split(arguments)
    current = Run(common.values, tuple(arguments), clock)
    current.may_replace = partial(_agreed, current)
    current.closing = closing
    if seen:
        current.speech.seen = frozenset(seen.run.speech.told)
    return EndedRun(_ended(current, common, rest), current)


def _agreed(current: Run, question: str) -> bool:
    """What whoever sits at the terminal says to a question that is asked in the middle of the work."""
    from tpn.cli.keyboard import Dialog  # rich is there only for those who are asked

    return Dialog(current, sys.stderr).agreed(question, otherwise=False)


def _ended(current: Run, common: Common, rest: list[str]) -> int:
    """The work and what it says; Ctrl-C ends both."""
    current.speech.waiting.begin()
    try:
        return _said(_worked(common, current, rest), current)
    except KeyboardInterrupt:
        current.tell("\n" + _interrupted(current))
        current.stopped = True
        current.speech.say()
        return STOPPED


def _interrupted(current: Run) -> str:
    """What Ctrl-C, or leaving at a question, has left: nothing, what was written before, or a write cut off."""
    folder = current.__dict__.get("folder")
    if folder is not None:
        from tpn.history.numbers import cut_off

        if cut_off(folder):
            return current.words("common.interrupted_write")
    if before := (*current.written, *current.given):
        return current.words("common.interrupted_after", files=before)
    return current.words("common.interrupted")


def _worked(common: Common, current: Run, rest: list[str]) -> int:
    """The work, whatever may stop it; nothing has been said yet."""
    try:
        line, changed = clean_line(current.line)
        if changed:
            common, rest = split(line)
            current.values, current.line = common.values, line
            current.tell(current.words("common.line_cleaned"))
        if common.lacking:
            current.stop("option-without-value", option=common.lacking)
        if common.projects[1:]:
            current.stop("one-project-at-a-time", projects=tuple(common.projects))
        if (lang := common.values.get("lang")) not in (None, *LANGUAGES):
            current.values.pop("lang")
            current.stop("no-such-language", value=lang)
        return _dispatch(current, rest)
    except Stop as stop:
        return _told(stop, current)
    except OSError as fault:  # a folder that may not be looked into, a drive that is gone
        from tpn.source.files import reading_problem

        return _told(Stop(reading_problem(fault, str(fault.filename or "."))), current)


def _said(code: int, current: Run) -> int:
    """Say what there is to say, now that the work is done: as JSON where that was asked for."""
    current.speech.in_pages = "no_pager" not in current.values and not current.as_json
    if current.as_json and not current.answered:
        from tpn.cli.as_json import result

        current.json_to_screen(result(current))
    try:
        current.speech.say()
    except Stop as stop:
        changed = bool(current.written or current.given)
        stream = current.words("common.standard_output")
        more = {"stream": stream, "hint": "written" if changed else None}
        cut = [Problem(one.slug, one.place, {**one.facts, **more}) for one in stop.problems]
        current.warn(cut)
        current.speech.say()
        return stop.exit_code
    return code


def _dispatch(current: Run, rest: list[str]) -> int:
    if _is_for_menu(rest):
        rest = ["menu", *rest]
    if not rest and current.is_in_project:
        rest = ["status"]
    if not rest:
        current.out(current.words("help.first").rstrip())
        return OK
    if rest[0] in _HELP:
        return _help(current, rest[1:])
    verb, *words = rest
    if verb not in VERBS:
        from tpn.model.similar import closest

        meant = closest(verb, VERBS)
        current.stop("no-such-command", name=verb, suggestion=meant, hint="suggestion" if meant else None)
    current.verb = verb
    if said := current.values.get("output"):
        from tpn.source.names import must_be_name

        must_be_name(Path(said))
    if "--help" in words or "-h" in words:
        from tpn.cli.help import of_command

        current.show(of_command(verb, command_of(verb), current.words))
        return OK
    code = _invoke(verb, _allowed(verb, words, current), current)
    if code in {OK, FAULTS, CONFLICTS}:
        current.tell_next()
    if code == OK:
        _close(verb, words, current)
    return code


_HELP = frozenset({"--help", "-h", "help", "hjelp", "--hjelp"})


def _is_for_menu(words: Sequence[str]) -> bool:
    """Whether nobody typed a verb: a double click, or files that were dropped on the program."""
    if not words:
        return has_own_window()
    dropped = Path(words[0])
    try:
        return words[0] not in VERBS and (dropped.is_file() or (dropped / MARKER).is_file())
    except (OSError, ValueError):  # it can be no name, or may not be looked at
        return False


def _close(verb: str, words: Sequence[str], current: Run) -> None:
    """What a run must not leave unsaid: that it was only looked at, or that there was nothing to write."""
    if current.preview and verb in WRITES:
        current.tell(how=current.words("common.preview"))
    elif "--write" in words and not (current.written or current.given or current.settled):
        current.tell(current.words("common.no_write"))


def _allowed(verb: str, words: Sequence[str], current: Run) -> list[str]:
    """The words without ``--write`` where it has no say: a preview changes nothing, some verbs write at once."""
    own = words[: words.index("--")] if "--" in words else words
    silent = current.preview or WRITES.get(verb) is Writes.AT_ONCE
    return [*(word for word in own if not (silent and word == "--write")), *words[len(own) :]]


def _help(current: Run, words: Sequence[str]) -> int:
    from tpn.cli.help import of_all
    from tpn.cli.verbs import GROUPS

    if words and words[0] in VERBS:
        return _dispatch(current, [words[0], "--help"])
    current.show(of_all(VERBS, GROUPS, current.words))
    return OK


def command_of(verb: str) -> "TyperCommand":
    """The command of a verb, made from its options. What the verb does is imported when it is performed."""
    import typer

    @wraps(_options(verb))
    def perform(ctx: typer.Context, **said: Any) -> int | None:
        if ctx.args:
            none = not any(one.param_type_name == "argument" for one in ctx.command.params)
            hint = {"hint": "none"} if none else {}
            ctx.obj.stop("too-many-arguments", verb=verb, words=" ".join(ctx.args), **hint)
        return _performed(verb, ctx.obj, said)

    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    # words too many are counted here: the library would tell them in a sentence of its own
    app.command(verb, add_help_option=False, context_settings={"allow_extra_args": True})(perform)
    made: Any = typer.main.get_command(app)
    return made  # type: ignore[no-any-return]


def unsaid(verb: str) -> dict[str, Any] | None:
    """What a verb is to work with when nothing is said of it; none where something must be."""
    _, *given = signature(_options(verb)).parameters.values()
    if any(one.default is Parameter.empty for one in given):
        return None
    return {one.name: one.default for one in given}


def _options(verb: str) -> Callable[..., None]:
    options: Callable[..., None] = import_module(f"tpn.cli.options.{VERBS[verb]}").options
    return options


def _performed(verb: str, current: Run, said: dict[str, Any]) -> int | None:
    """The work of a verb, imported here and nowhere else: Tab and ``--help`` load no engine."""
    result: int | None = import_module(f"tpn.cli.verbs.{VERBS[verb]}").perform(current, **said)
    if reason := said.get("reason"):
        _ask_of(reason, current)
    return result


def _ask_of(reason: str, current: Run) -> None:
    """One question where a reason tells what has special protection: it comes to stand where nobody is asked later."""
    from tpn.advice.health import telling_of_health

    if telling_of_health(current.words.folder)(reason):
        current.tell(current.words("common.special"))


def _invoke(verb: str, words: Sequence[str], current: Run) -> int:
    """The work of a verb with the words that are said of it.

    Where none are said, nothing is parsed: newer releases of typer import all of pydantic for the first word.
    """
    if not words and (said := unsaid(verb)) is not None:
        return _performed(verb, current, said) or OK
    import typer

    command = command_of(verb)
    try:
        result = command.main(args=list(words), prog_name=f"tpn {verb}", standalone_mode=False, obj=current)
    except typer.TyperException as fault:
        from tpn.cli.usage_errors import problem_of

        raise Stop(problem_of(fault, command, words, current.words), WRONG_USE) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    if result == STOPPED:  # typer's word for Ctrl-C
        raise KeyboardInterrupt
    return result if isinstance(result, int) else OK


def _told(stop: Stop, current: Run) -> int:
    """Tell what stopped the run; the municipality's own texts may themselves be at fault, then tpn's speak."""
    current.stopped = True
    try:
        _tell(stop, current)
    except Stop as worse:
        current.speak_plainly()
        _tell(Stop([*worse.problems, *(one for one in stop.problems if one not in worse.problems)]), current)
    except OSError:  # the project cannot even be looked at for its words
        current.speak_plainly()
        _tell(stop, current)
    return stop.exit_code


def _tell(stop: Stop, current: Run) -> None:
    """What stopped the run, to standard error; to standard output where the result was to be JSON."""
    if current.as_json:
        from tpn.cli.as_json import faults

        current.json_to_screen(faults(stop.problems, current))
        return
    current.warn([_after(problem, current) for problem in stop.problems])
    if len(stop.problems) > 1:
        from tpn.cli.problem_lines import summary

        current.tell(summary(stop.problems, current.words))


def _after(problem: Problem, current: Run) -> Problem:
    """A problem with a file, when others were written before it: then it is not so that nothing has changed."""
    before = [*current.written, *current.given]
    if problem.slug not in _OF_WRITING or not before:
        return problem
    return Problem(problem.slug, problem.place, {**problem.facts, "hint": "after", "written": before})


_OF_WRITING = frozenset({"disk-full", "file-changed", "file-held-open", "folder-read-only", "write-failed"})
