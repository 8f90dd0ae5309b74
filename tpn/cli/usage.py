"""Wrong use of the line, as problems of our own: the library's English is never shown."""

from typer._click.exceptions import BadParameter, MissingParameter, NoSuchOption, UsageError

from tpn.model.similar import closest
from tpn.problems import Problem


def problem_of(fault: UsageError, verb: str) -> Problem:
    """The problem that a usage error of the library means."""
    known = [name for param in fault.ctx.command.params for name in param.opts] if fault.ctx else []
    if isinstance(fault, NoSuchOption):
        meant = closest(fault.option_name, [name for name in known if name.startswith("-")])
        return _problem("no-such-option", verb, option=fault.option_name, suggestion=meant)
    if isinstance(fault, MissingParameter):
        return _problem("missing-argument", verb, name=_name(fault))
    if isinstance(fault, BadParameter):
        return _problem("bad-value", verb, name=_name(fault))
    if "requires an argument" in fault.message:
        return _problem("option-without-value", verb, option=fault.message.split("'")[1])
    return _problem("too-many-arguments", verb, words=fault.message.rpartition("(")[2].rstrip(")."))


def _name(fault: BadParameter) -> str:
    param = fault.param
    if param is None:
        return ""
    return param.opts[0] if param.opts[0].startswith("-") else (param.name or "").upper()


def _problem(slug: str, verb: str, **facts: object) -> Problem:
    hint = {"hint": "suggestion"} if facts.get("suggestion") else {}
    return Problem(slug, None, {"verb": verb, **facts, **hint})
