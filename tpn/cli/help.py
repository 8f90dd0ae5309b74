"""``--help`` in three languages: the words are content (``texts/<language>/verbs/<verb>.yaml``)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from typer.core import TyperCommand

from tpn.reports.blocks import Block, Heading, Inline, Paragraph, TextTable, inline, strong
from tpn.texts import Words


def of_all(verbs: Iterable[str], groups: Mapping[str, Sequence[str]], words: Words) -> list[Block]:
    """What tpn is, its verbs by what they are for, and the options that all have."""
    about = words.find("help")
    known = set(verbs)
    rows: list[tuple[Inline, Inline]] = []
    for name, some in groups.items():
        if mine := [verb for verb in some if verb in known]:
            rows.append((inline(strong(words(f"help.groups.{name}"))), ()))
            rows += [_row(verb, words(f"verbs/{verb}.short")) for verb in mine]
    rows.append((inline(strong(about["common_title"])), ()))
    rows += [_row(*pair) for pair in about["common"].items()]
    return [
        *_paragraphs(about["help"]),
        *_paragraphs(about["usage"]),
        _table(rows),
        *_paragraphs(about["end"]),
    ]


def of_command(verb: str, command: TyperCommand, words: Words) -> list[Block]:
    """One verb: what it does, how it is written, its options, an example that works."""
    entry: Mapping[str, Any] = words.find(f"verbs/{verb}")
    about = words.find("help")
    arguments, options = _parameters(command, entry)
    said = " ".join(name for name, _ in arguments)
    usage = f"tpn {verb}{' ' + said if said else ''}{' […]' if options else ''}"
    blocks: list[Block] = [*_paragraphs(entry["help"]), *_paragraphs(f"{about['usage_title']} {usage}")]
    if arguments:
        blocks.append(_table([_row(*pair) for pair in arguments]))
    if options:
        blocks += [Heading(2, inline(about["options_title"])), _table([_row(*pair) for pair in options])]
    examples = TextTable((), tuple((inline(one),) for one in entry["examples"]), ("left",))
    blocks += [Heading(2, inline(about["examples_title"])), examples]
    return [*blocks, *_paragraphs(about["common_hint"])]


def _parameters(command: TyperCommand, entry: Mapping[str, Any]) -> tuple[list[tuple[str, str]], ...]:
    arguments, options = [], []
    for param in command.params:
        name = _said_as(param)
        text = entry.get("options", {}).get(name)
        if text is None:
            raise KeyError(f"texts/*/verbs/{command.name}.yaml: options: {name}")
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


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(inline(" ".join(one.split()))) for one in text.strip().split("\n\n")]


def _row(name: str, text: str) -> tuple[Inline, Inline]:
    return inline(strong(name)), inline(text)


def _table(rows: Sequence[tuple[Inline, Inline]]) -> TextTable:
    return TextTable((), tuple(rows), ("left", "left"))
