"""One edit as a splice: which characters of the text give way to which. Everything else stays byte for byte."""

from typing import Any

import yaml

from tpn.source import emit, nodes
from tpn.source.document import Route
from tpn.source.edits import Append, CannotEdit, Edit, Set, copied, nested, same
from tpn.source.nodes import Found, content_end, is_flow_mapping, line_start, next_line, part_end
from tpn.source.page import ParsedPage, Splice
from tpn.source.removing import remove
from tpn.source.values import of_node


def splice(text: str, root: Any, edit: Edit) -> Splice | None:
    """The splice that makes the edit; none when the text says so already.

    Raises:
        CannotEdit: the route leads nowhere, or through something that is no mapping or list.
    """
    found, rest = nodes.find(root, edit.route)
    page = ParsedPage(text, root)
    if isinstance(edit, Set):
        return _put(page, found, rest, copied(edit.value))
    if isinstance(edit, Append):
        return _append(page, found, rest, copied(edit.value))
    if rest or not edit.route:
        raise CannotEdit(edit.route)
    return remove(page, found, edit.route)


def _put(page: ParsedPage, found: Found, rest: Route, value: Any) -> Splice | None:
    if rest:
        return _put_missing(page, found, rest, value)
    if found.node is not None and same(of_node(found.node), value) and not _spelt_anew(found.node, value):
        return None
    return page.replace(found, value)


def _put_missing(page: ParsedPage, found: Found, rest: Route, value: Any) -> Splice:
    key, inside = rest[0], nested(rest[1:], value)
    if not isinstance(key, str):
        raise CannotEdit(rest)
    if found.node is None:
        return _first(page, key, inside)
    if found.is_null:
        return page.replace(found, {key: inside})
    if not found.is_mapping:
        raise CannotEdit(rest)
    if not found.node.value and not found.in_flow:
        return page.replace(found, {key: inside})
    if found.node.flow_style:
        return _into_brackets(found.node, f"{emit.scalar(key, flow=True)}: {emit.inline(inside)}")
    return _new_key(page, found.node, key, inside)


def _first(page: ParsedPage, key: str, value: Any) -> Splice:
    """The first key of a file that holds only comments."""
    end = len(page.text)
    gap = "\n" if page.text and not page.text.endswith("\n") else ""
    return Splice(end, end, gap + emit.entry(key, value, 0) + "\n")


def _new_key(page: ParsedPage, mapping: Any, key: str, value: Any) -> Splice:
    column = mapping.start_mark.column
    flow = isinstance(value, dict) and any(is_flow_mapping(one) for _, one in mapping.value)
    lines = emit.entry(key, value, column, flow=flow, dash=page.dash_offset(mapping))
    return _line_after(page, mapping, lines)


def _line_after(page: ParsedPage, node: Any, lines: str) -> Splice:
    """New lines below the last line of a block; blank lines between its parts are kept up."""
    at = next_line(page.text, content_end(page.text, node))
    if _spaced(page, node):
        lines = "\n" + lines
    if not at or page.text.endswith("\n", 0, at):
        return Splice(at, at, lines + "\n")
    kept = _kept_at_the_end(page, node)
    return Splice(at - len(kept), at, f"{nodes.without_last_line_end(kept)}\n{lines}\n")


def _kept_at_the_end(page: ParsedPage, node: Any) -> str:
    """The block of text that ends the file without a line end: it must stay without one."""
    last = nodes.last_scalar(node)
    is_text = getattr(last, "style", None) in {"|", ">"}
    return page.text[last.start_mark.index :] if is_text else ""


def _spaced(page: ParsedPage, node: Any) -> bool:
    """Whether a blank line stands between each two parts of a block."""
    parts = [one[0] if isinstance(one, tuple) else one for one in node.value]
    last = parts[-3:]
    if len(last) < 2:  # noqa: PLR2004 - two parts have one gap between them
        return False
    return all(_blank_above(page, part) for part in last[1:])


def _blank_above(page: ParsedPage, node: Any) -> bool:
    """Whether a blank line stands above a part, and above the comments that belong to it."""
    start = line_start(page.text, node.start_mark.index)
    while start > 0:
        start, end = line_start(page.text, start - 1), start
        line = page.text[start:end].strip()
        if not line.startswith("#"):
            return not line
    return False


def _append(page: ParsedPage, found: Found, rest: Route, value: Any) -> Splice | None:
    if rest:
        return _put_missing(page, found, rest, [value])
    if found.node is None or found.is_mapping:
        raise CannotEdit(rest)
    if not found.is_list:
        old = [] if found.is_null else [of_node(found.node)]
        return page.replace(found, [*old, value])
    if not found.node.value:
        return page.replace(found, [value])
    if found.node.flow_style:
        return _into_brackets(found.node, emit.inline(value))
    return _new_item(page, found.node, value)


def _new_item(page: ParsedPage, owner: Any, value: Any) -> Splice:
    column, last = owner.start_mark.column, owner.value[-1]
    dash = nodes.dash_of(page.text, owner, len(owner.value) - 1)
    gap = last.start_mark.index - dash - 1
    if "\n" in page.text[dash : last.start_mark.index] or gap < 1:
        gap = 1
    offset = page.dash_offset(*owner.value[-3:])
    lines = emit.item(value, column, gap, flow=is_flow_mapping(last), dash=offset)
    return _line_after(page, owner, lines)


def _into_brackets(node: Any, new: str) -> Splice:
    if not node.value:
        at = node.start_mark.index + 1
        return Splice(at, at, new)
    at = part_end(node, len(node.value) - 1)
    return Splice(at, at, f", {new}")


def _spelt_anew(node: Any, value: Any) -> bool:
    """Whether a number is the same but is to be written otherwise: ``1.1`` as ``1.10``."""
    return hasattr(value, "text") and isinstance(node, yaml.ScalarNode) and node.value != value.text
