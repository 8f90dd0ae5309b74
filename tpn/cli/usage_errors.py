"""Wrong use of the line, as problems of our own: the library's English is never shown.

Only what typer gives to everybody is asked: the classes it names, and what an error says of the option it is about.
"""

from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand

from tpn.cli.global_options import FLAGS
from tpn.model.similar import closest
from tpn.problems import Problem
from tpn.texts import Words


def problem_of(
    fault: typer.TyperException, command: TyperCommand, said: Sequence[str], words: Words
) -> Problem:
    """The problem that a fault of the line means; arguments are named as in the help."""
    verb = str(command.name)
    if isinstance(fault, typer.BadParameter):
        lacking = type(fault) is not typer.BadParameter  # its one other kind: what is not there at all
        slug = "missing-argument" if lacking else "bad-value"
        return Problem(slug, None, {"verb": verb, "name": _name(fault.param, verb, words)})
    option = str(getattr(fault, "option_name", ""))
    takes_value = {name: not getattr(one, "is_flag", False) for one in command.params for name in one.opts}
    if takes_value.get(option):
        return Problem("option-without-value", None, {"verb": verb, "option": option})
    return _no_such(option, [*takes_value, *FLAGS], verb, said)


def _no_such(option: str, known: Sequence[str], verb: str, said: Sequence[str]) -> Problem:
    """No option is called so; of one that takes no value the whole word, ``--write=yes``, is the fault."""
    word = next((word for word in said if word.startswith(f"{option}=")), option)
    typed = word if option in known else option
    meant = closest(option, [name for name in known if name.startswith("-")])
    hint = {"hint": "suggestion"} if meant else {}
    return Problem("no-such-option", None, {"verb": verb, "option": typed, "suggestion": meant, **hint})


def _name(param: Any, verb: str, words: Words) -> str:
    if param is None:
        return ""
    if param.opts[0].startswith("-"):
        return str(param.opts[0])
    return str(words(f"verbs/{verb}.options.{param.name}").partition(":")[0])
