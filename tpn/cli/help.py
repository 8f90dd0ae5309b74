"""``--help`` in three languages: the words are content (``texts/<language>/verbs/<verb>.yaml``)."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typer.core import TyperCommand

    from tpn.reports.ansi import Paint
    from tpn.texts import Words

WIDTH = 79
_VERB = 12  # one column for the verbs of all groups


def of_all(verbs: Iterable[str], groups: Mapping[str, Sequence[str]], words: "Words", paint: "Paint") -> str:
    """What tpn is, its verbs by what they are for, and the options that all have."""
    about = words.find("help")
    known = set(verbs)
    lines = [*_wrapped(about["help"]), "", about["usage"], ""]
    for name, some in groups.items():
        rows = [(verb, words(f"verbs/{verb}.short")) for verb in some if verb in known]
        if rows:
            lines += [paint(words(f"help.groups.{name}"), "bold"), *_table("", rows, _VERB), ""]
    options = _table("", about["common"].items())
    return "\n".join([*lines, paint(about["common_title"], "bold"), *options, "", *_wrapped(about["end"])])


def of_command(verb: str, command: "TyperCommand", words: "Words") -> str:
    """One verb: what it does, how it is written, its options, an example that works."""
    entry: Mapping[str, Any] = words.find(f"verbs/{verb}")
    about = words.find("help")
    arguments, options = _parameters(command, entry)
    said = " ".join(name for name, _ in arguments)
    usage = f"tpn {verb}{' ' + said if said else ''}{' […]' if options else ''}"
    lines = [*_wrapped(entry["help"]), "", f"{about['usage_title']} {usage}"]
    if arguments:
        lines += ["", *_table("", arguments)]
    if options:
        lines += ["", *_table(about["options_title"], options)]
    lines += ["", about["examples_title"], *(f"  {example}" for example in entry["examples"])]
    return "\n".join([*lines, "", *_wrapped(about["common_hint"])])


def _parameters(command: "TyperCommand", entry: Mapping[str, Any]) -> tuple[list[tuple[str, str]], ...]:
    arguments, options = [], []
    for param in command.params:
        name = _said_as(param)
        text = entry.get("options", {}).get(name)
        if text is None:
            raise KeyError(f"{command.name}.{name}")
        if param.param_type_name == "argument":
            meta = text.split(":", 1)[0]
            shown = f"[{meta}]" if not param.required else meta
            arguments.append((shown + ("…" if param.nargs == -1 else ""), text.split(":", 1)[1].strip()))
        else:
            value = "" if getattr(param, "is_flag", False) else f" {entry.get('values', {}).get(name, '…')}"
            options.append((", ".join([*param.opts, *param.secondary_opts]) + value, text))
    return arguments, options


def _said_as(param: Any) -> str:
    """What an option is called in the texts: as it is typed, without its dashes; an argument by its own name."""
    if param.param_type_name == "argument":
        return str(param.name)
    return str(max(param.opts, key=len)).lstrip("-").replace("-", "_")


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        lines += [*([""] if lines else []), *_filled(paragraph, WIDTH)]
    return lines


def _filled(text: str, width: int) -> list[str]:
    """Lines of the width; an option such as ``--each-responsible`` stays whole."""
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _table(title: str, rows: Iterable[tuple[str, str]], left: int = 0) -> list[str]:
    rows = list(rows)
    left = left or min(26, max((len(name) for name, _ in rows), default=0)) + 2
    lines = [title] if title else []
    for name, text in rows:
        first, *more = _filled(text, WIDTH - left - 2) or [""]
        if len(name) + 2 > left:
            lines += [f"  {name}", f"  {'':{left}}{first}"]
        else:
            lines.append(f"  {name:{left}}{first}")
        lines += [f"  {'':{left}}{line}" for line in more]
    return lines
