"""Wrong use of the line, as problems of our own: the library's English is never shown."""

from typing import TYPE_CHECKING

from typer._click.exceptions import BadParameter, MissingParameter, NoSuchOption, UsageError

from tpn.model.similar import closest
from tpn.problems import Problem

if TYPE_CHECKING:
    from tpn.texts import Words


def problem_of(fault: UsageError, verb: str, words: "Words") -> Problem:
    """The problem that a usage error of the library means; arguments are named as in the help."""
    known = [name for param in fault.ctx.command.params for name in param.opts] if fault.ctx else []
    if isinstance(fault, NoSuchOption):
        meant = closest(fault.option_name, [name for name in known if name.startswith("-")])
        return _problem("no-such-option", verb, option=fault.option_name, suggestion=meant)
    if isinstance(fault, MissingParameter):
        return _problem("missing-argument", verb, name=_name(fault, verb, words))
    if isinstance(fault, BadParameter):
        return _problem("bad-value", verb, name=_name(fault, verb, words))
    if "requires an argument" in fault.message:
        return _problem("option-without-value", verb, option=fault.message.split("'")[1])
    return _problem("too-many-arguments", verb, words=fault.message.rpartition("(")[2].rstrip(")."))


def _name(fault: BadParameter, verb: str, words: "Words") -> str:
    param = fault.param
    if param is None:
        return ""
    if param.opts[0].startswith("-"):
        return param.opts[0]
    return str(words(f"verbs/{verb}.options.{param.name}").partition(":")[0])


def _problem(slug: str, verb: str, **facts: object) -> Problem:
    hint = {"hint": "suggestion"} if facts.get("suggestion") else {}
    return Problem(slug, None, {"verb": verb, **facts, **hint})
