"""One edit as splices: which characters of the text give way to which. Everything else stays byte for byte."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from tpn.source import emit, nodes
from tpn.source.document import Route
from tpn.source.edits import Append, CannotEdit, Edit, Set, copied, nested, same
from tpn.source.nodes import Found, content_end, is_block, line_end, line_start, next_line
from tpn.source.values import of_node

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Splice:
    """``text[start:end]`` becomes ``new``, whose line ends are line feeds until the text's own are put in."""

    start: int
    end: int
    new: str


def splice(text: str, root: Any, edit: Edit) -> Splice | None:
    """The splice that makes the edit; none when the text says so already.

    Raises:
        CannotEdit: the route leads nowhere, or through something that is no mapping or list.
    """
    found, rest = nodes.find(root, edit.route)
    page = _Page(text, root)
    if isinstance(edit, Set):
        return page.put(found, rest, copied(edit.value))
    if isinstance(edit, Append):
        return page.append(found, rest, copied(edit.value))
    if rest or not edit.route:
        raise CannotEdit(edit.route)
    return page.remove(found, edit.route)


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    root: Any

    # --- set -----------------------------------------------------------------------------------------------

    def put(self, found: Found, rest: Route, value: Any) -> Splice | None:
        if rest:
            return self._put_missing(found, rest, value)
        if found.node is not None and same(of_node(found.node), value) and not _spelt_anew(found.node, value):
            return None
        return self._replace(found, value)

    def _put_missing(self, found: Found, rest: Route, value: Any) -> Splice:
        key, inside = rest[0], nested(rest[1:], value)
        if not isinstance(key, str):
            raise CannotEdit(rest)
        if found.node is None:
            return self._first(key, inside)
        if found.is_null:
            return self._replace(found, {key: inside})
        if not found.is_mapping:
            raise CannotEdit(rest)
        if not found.node.value and not found.in_flow:
            return self._replace(found, {key: inside})
        if found.node.flow_style:
            return self._into_brackets(found.node, f"{emit.scalar(key, flow=True)}: {emit.inline(inside)}")
        return self._new_key(found.node, key, inside)

    def _first(self, key: str, value: Any) -> Splice:
        """The first key of a file that holds only comments."""
        end = len(self.text)
        gap = "\n" if self.text and not self.text.endswith("\n") else ""
        return Splice(end, end, gap + emit.entry(key, value, 0) + "\n")

    def _new_key(self, mapping: Any, key: str, value: Any) -> Splice:
        column = mapping.start_mark.column
        flow = isinstance(value, dict) and any(_is_flow_mapping(one) for _, one in mapping.value)
        lines = emit.entry(key, value, column, flow=flow, dash=self._dash_offset(mapping))
        return self._line_after(mapping, lines)

    def _line_after(self, node: Any, lines: str) -> Splice:
        """New lines below the last line of a block; blank lines between its parts are kept up."""
        at = next_line(self.text, content_end(self.text, node))
        if self._spaced(node):
            lines = "\n" + lines
        if not at or self.text.endswith("\n", 0, at):
            return Splice(at, at, lines + "\n")
        kept = self._kept_at_the_end(node)
        return Splice(at - len(kept), at, f"{nodes.without_last_line_end(kept)}\n{lines}\n")

    def _kept_at_the_end(self, node: Any) -> str:
        """The block of text that ends the file without a line end: it must stay without one."""
        last = nodes.last_scalar(node)
        is_text = getattr(last, "style", None) in {"|", ">"}
        return self.text[last.start_mark.index :] if is_text else ""

    def _spaced(self, node: Any) -> bool:
        """Whether a blank line stands between each two parts of a block."""
        parts = [one[0] if isinstance(one, tuple) else one for one in node.value]
        last = parts[-3:]
        if len(last) < 2:  # noqa: PLR2004 - two parts have one gap between them
            return False
        return all(self._blank_above(part) for part in last[1:])

    def _blank_above(self, node: Any) -> bool:
        start = line_start(self.text, node.start_mark.index)
        above = line_start(self.text, start - 1) if start else 0
        return start > 0 and not self.text[above:start].strip()

    # --- replace a value -----------------------------------------------------------------------------------

    def _replace(self, found: Found, value: Any) -> Splice:
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
        start, end = self._span(found)
        if self._stands_below(node):
            return Splice(start, end, f" {new}{self._comment(start)}")
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
        dash = self._dash_offset(found.node, found.owner)
        flow = any(_is_flow_mapping(one) for one in nodes.walk(found.node))
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
        start, end = self._span(found)
        stop = line_end(self.text, end)
        comments = [
            self._comment(start) if self._stands_below(found.node) else "",
            self.text[end:stop].strip(),
        ]
        beside = "".join(f"  {comment.strip()}" for comment in comments if comment)
        last = [""] if stop == len(self.text) else []  # the last line end may be text
        return Splice(start, stop, "\n".join([head + beside, *lines, *last]))

    def _stands_below(self, node: Any) -> bool:
        return is_block(node) or getattr(node, "style", None) in {"|", ">"}

    def _span(self, found: Found) -> tuple[int, int]:
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

    def _comment(self, start: int) -> str:
        """The comment on the line of a key whose value stands below it (or that is a block scalar)."""
        rest = self.text[start : line_end(self.text, start)]
        rest = _BLOCK_HEAD.sub("", rest, count=1) if rest.lstrip()[:1] in {"|", ">"} else rest
        return f"  {rest.strip()}" if rest.lstrip().startswith("#") else ""

    def _step(self, found: Found) -> int:
        """How much deeper than its key a mapping stands here: as its neighbours do, else as the file does."""
        return _offset([found.owner, self.root], yaml.MappingNode) or 2

    def _dash_offset(self, *owners: Any) -> int:
        offset = _offset([*owners, self.root], yaml.SequenceNode)
        return 2 if offset is None else offset

    # --- append --------------------------------------------------------------------------------------------

    def append(self, found: Found, rest: Route, value: Any) -> Splice | None:
        if rest:
            return self._put_missing(found, rest, [value])
        if found.node is None or found.is_mapping:
            raise CannotEdit(rest)
        if not found.is_list:
            old = [] if found.is_null else [of_node(found.node)]
            return self._replace(found, [*old, value])
        if not found.node.value:
            return self._replace(found, [value])
        if found.node.flow_style:
            return self._into_brackets(found.node, emit.inline(value))
        return self._new_item(found.node, value)

    def _new_item(self, owner: Any, value: Any) -> Splice:
        column, last = owner.start_mark.column, owner.value[-1]
        dash = nodes.dash_of(self.text, owner, len(owner.value) - 1)
        gap = last.start_mark.index - dash - 1
        if "\n" in self.text[dash : last.start_mark.index] or gap < 1:
            gap = 1
        offset = self._dash_offset(*owner.value)
        lines = emit.item(value, column, gap, flow=_is_flow_mapping(last), dash=offset)
        return self._line_after(owner, lines)

    def _into_brackets(self, node: Any, new: str) -> Splice:
        if not node.value:
            at = node.start_mark.index + 1
            return Splice(at, at, new)
        at = _part_end(node, len(node.value) - 1)
        return Splice(at, at, f", {new}")

    # --- remove --------------------------------------------------------------------------------------------

    def remove(self, found: Found, route: Route) -> Splice:
        owner = found.owner
        if owner.flow_style:
            return self._out_of_brackets(owner, found.index)
        if len(owner.value) == 1:
            holder, _ = nodes.find(self.root, route[:-1])
            return self._emptied(holder)
        start = found.key.start_mark.index if found.key else nodes.dash_of(self.text, owner, found.index)
        end = max(content_end(self.text, found.node), found.key.end_mark.index if found.key else start + 1)
        if starts_its_line := nodes.starts_its_line(self.text, start):
            start = line_start(self.text, start)
        end = next_line(self.text, end)
        return Splice(start, end, "") if starts_its_line else self._first_of_compact(found, start, end)

    def _first_of_compact(self, found: Found, start: int, end: int) -> Splice:
        """The first key after a dash goes: the next one moves up to the dash, unless comments stand between."""
        following = found.owner.value[1]
        node = following[0] if found.key else following
        at = node.start_mark.index if found.key else nodes.dash_of(self.text, found.owner, 1)
        return Splice(start, end, "\n") if self.text[end:at].strip() else Splice(start, at, "")

    def _emptied(self, holder: Found) -> Splice:
        empty = "{}" if holder.is_mapping else "[]"
        node = holder.node
        if holder.owner is None:
            return Splice(line_start(self.text, node.start_mark.index), content_end(self.text, node), empty)
        start, end = self._span(holder)
        return Splice(start, end, f" {empty}{self._comment(start)}")

    def _out_of_brackets(self, owner: Any, index: int) -> Splice:
        start, end = _part_start(owner, index), _part_end(owner, index)
        if index + 1 < len(owner.value):
            return Splice(start, _part_start(owner, index + 1), "")
        if index:
            return Splice(_part_end(owner, index - 1), end, "")
        inside = self.text[end : owner.end_mark.index - 1]
        if not inside.strip(" ,\r\n"):
            return Splice(owner.start_mark.index + 1, owner.end_mark.index - 1, "")
        return Splice(start, end, "")


def _spelt_anew(node: Any, value: Any) -> bool:
    """Whether a number is the same but is to be written otherwise: ``1.1`` as ``1.10``."""
    return hasattr(value, "text") and isinstance(node, yaml.ScalarNode) and node.value != value.text


def _is_flow_mapping(node: Any) -> bool:
    return isinstance(node, yaml.MappingNode) and bool(node.flow_style) and bool(node.value)


def _part_start(owner: Any, index: int) -> int:
    part = owner.value[index]
    return int((part[0] if isinstance(part, tuple) else part).start_mark.index)


def _part_end(owner: Any, index: int) -> int:
    part = owner.value[index]
    if isinstance(part, tuple):
        return max(int(part[0].end_mark.index), int(part[1].end_mark.index))
    return int(part.end_mark.index)


def _offset(owners: list[Any], kind: Any) -> int | None:
    """How much deeper than its key a block of this kind stands in the first of the mappings that has one."""
    for owner in owners:
        for node in nodes.walk(owner):
            if isinstance(node, yaml.MappingNode) and not node.flow_style:
                for _, value in node.value:
                    if isinstance(value, kind) and is_block(value) and value.value:
                        return int(value.start_mark.column - node.start_mark.column)
    return None
