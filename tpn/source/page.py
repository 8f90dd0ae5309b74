"""A value replaced where it stands: on its line, or on lines of its own below its key or dash."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from tpn.source import emit, nodes
from tpn.source.edits import CannotEdit
from tpn.source.nodes import Found, content_end, is_block, is_flow_mapping, line_end, line_start, next_line

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Splice:
    """``text[start:end]`` becomes ``new``, whose line ends are line feeds until the text's own are put in."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A text with the nodes that were read from it."""

    text: str
    root: Any

    def replace(self, found: Found, value: Any) -> Splice:
        """The splice that puts another value where one stands (or where nothing stands after its key)."""
        node = found.node
        if found.owner is None:
            return self._replace_root(node, value)
        if found.in_flow or not self._needs_lines(node, value):
            return self._on_the_line(found, value)
        return self._on_lines(found, value)

    def _replace_root(self, node: Any, value: Any) -> Splice:
        if not isinstance(value, dict):
            raise CannotEdit(())
        start = len(self.text) if node is None else line_start(self.text, node.start_mark.index)
        end = len(self.text) if node is None else content_end(self.text, node)
        stop = line_end(self.text, end)
        comment = self.text[end:stop].strip()
        lines = emit.emit(value)
        return Splice(start, next_line(self.text, stop), f"{comment}\n{lines}" if comment else lines)

    def _needs_lines(self, node: Any, value: Any) -> bool:
        if isinstance(value, dict | list):
            if isinstance(node, yaml.CollectionNode) and node.flow_style and node.value:
                return not emit.is_small(value)
            if isinstance(value, list) and is_block(node):
                return bool(value)
            return bool(value) and not (isinstance(value, list) and emit.is_small(value))
        if not emit.wants_block(value, getattr(node, "style", None)):
            return False
        return emit.block(value, 0) is not None

    def _on_the_line(self, found: Found, value: Any) -> Splice:
        """The new value where the old one stood; a comment on the line stays behind it."""
        node = found.node
        if isinstance(value, dict | list):
            new = emit.inline(value)
        else:
            new = emit.scalar(value, getattr(node, "style", None), flow=found.in_flow)
        start, end = self.span(found)
        if self._stands_below(node):
            return Splice(start, end, f" {new}{self.comment(start)}")
        if node.start_mark.index == node.end_mark.index:
            return Splice(end, end, self._colon(found, end) + new)
        return Splice(node.start_mark.index, end, new)

    def _colon(self, found: Found, at: int) -> str:
        """What must stand before a value where nothing stood: ``{a}`` has no colon yet."""
        if found.key is not None and self.text[:at].rstrip()[-1:] != ":":
            return ": "
        return " "

    def _on_lines(self, found: Found, value: Any) -> Splice:
        """The new value on lines of its own below its key (or after its dash)."""
        column = int(found.owner.start_mark.column)
        dash = self.dash_offset(found.node, found.owner)
        flow = any(is_flow_mapping(one) for one in nodes.walk(found.node))
        if isinstance(value, str):
            made = emit.block(value, column + 2)
            if made is None:
                raise CannotEdit(value)
            return self._below(found, f" {made[0]}", made[1])
        if found.key is None:
            return self._item_anew(found, emit.emit(value, column + 2, flow=flow, dash=dash))
        deeper = column + (dash if isinstance(value, list) else self._step(found))
        return self._below(found, "", emit.emit(value, deeper, flow=flow, dash=dash).splitlines())

    def _item_anew(self, found: Found, lines: str) -> Splice:
        """A list item of several lines: the first one beside the dash, unless a comment stands there."""
        made = self._below(found, "", lines.splitlines())
        head, _, rest = made.new.partition("\n")
        return made if head else Splice(made.start, made.end, " " + rest.lstrip(" "))

    def _below(self, found: Found, head: str, lines: list[str]) -> Splice:
        """A value of several lines; comments beside the old value stand on the first of them."""
        start, end = self.span(found)
        stop = line_end(self.text, end)
        comments = [
            self.comment(start) if self._stands_below(found.node) else "",
            self.text[end:stop].strip(),
        ]
        beside = "".join(f"  {comment.strip()}" for comment in comments if comment)
        last = [""] if stop == len(self.text) else []  # the last line end may be text
        return Splice(start, stop, "\n".join([head + beside, *lines, *last]))

    def _stands_below(self, node: Any) -> bool:
        return is_block(node) or getattr(node, "style", None) in {"|", ">"}

    def span(self, found: Found) -> tuple[int, int]:
        """From after the colon (or the dash) to the last character of the value."""
        node = found.node
        end = content_end(self.text, node)
        if found.key is None:
            if found.in_flow:
                return node.start_mark.index, end
            return nodes.dash_of(self.text, found.owner, found.index) + 1, end
        if node.start_mark.index == node.end_mark.index:
            return node.start_mark.index, node.start_mark.index
        colon = self.text.find(":", found.key.end_mark.index) + 1
        return colon, end

    def comment(self, start: int) -> str:
        """The comment on the line of a key whose value stands below it (or that is a block scalar)."""
        rest = self.text[start : line_end(self.text, start)]
        rest = _BLOCK_HEAD.sub("", rest, count=1) if rest.lstrip()[:1] in {"|", ">"} else rest
        return f"  {rest.strip()}" if rest.lstrip().startswith("#") else ""

    def _step(self, found: Found) -> int:
        """How much deeper than its key a mapping stands here: as its neighbours do, else as the file does."""
        return _offset([found.owner, self.root], yaml.MappingNode) or 2

    def dash_offset(self, *owners: Any) -> int:
        """How much deeper than its key a list's dashes stand: as in the owners, else as in the file."""
        offset = _offset([*owners, self.root], yaml.SequenceNode)
        return 2 if offset is None else offset


def _offset(owners: list[Any], kind: Any) -> int | None:
    """How much deeper than its key a block of this kind stands in the first of the mappings that has one."""
    for owner in owners:
        for node in nodes.walk(owner):
            if isinstance(node, yaml.MappingNode) and not node.flow_style:
                for _, value in node.value:
                    if isinstance(value, kind) and is_block(value) and value.value:
                        return int(value.start_mark.column - node.start_mark.column)
    return None
