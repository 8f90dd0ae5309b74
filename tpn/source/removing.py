"""A key or an item taken away, with its lines or from its brackets."""

from collections.abc import Iterator
from typing import Any

from tpn.source import nodes
from tpn.source.document import Route
from tpn.source.events import compose
from tpn.source.nodes import Found, content_end, line_start, next_line, part_end, part_start
from tpn.source.page import ParsedPage, Splice


def remove(page: ParsedPage, found: Found, route: Route) -> Splice:
    """The splice that takes away what was found at the route."""
    owner = found.owner
    if owner.flow_style:
        return _out_of_brackets(page, owner, found.index)
    if len(owner.value) == 1:
        holder, _ = nodes.find(page.root, route[:-1])
        return _emptied(page, holder)
    start = found.key.start_mark.index if found.key else nodes.dash_of(page.text, owner, found.index)
    end = max(content_end(page.text, found.node), found.key.end_mark.index if found.key else start + 1)
    if starts_its_line := nodes.starts_its_line(page.text, start):
        start = line_start(page.text, start)
    end = next_line(page.text, end)
    return Splice(start, end, "") if starts_its_line else _first_of_compact(page, found, start, end)


def has_comments(text: str, route: Route) -> bool:
    """Whether comments stand in what a route leads to: whoever writes its value elsewhere would lose them."""
    found, _ = nodes.find(compose(text), route)
    start, end = found.node.start_mark.index, content_end(text, found.node)
    end = next_line(text, end)
    return text[start:end].count("#") > sum(
        text.count("#", one.start_mark.index, one.end_mark.index) for one in _scalars(found.node)
    )


def _scalars(node: Any) -> Iterator[Any]:
    if not isinstance(node.value, list):
        yield node
        return
    for part in node.value:
        for one in part if isinstance(part, tuple) else (part,):
            yield from _scalars(one)


def _first_of_compact(page: ParsedPage, found: Found, start: int, end: int) -> Splice:
    """The first key after a dash goes: the next one moves up to the dash, unless comments stand between."""
    following = found.owner.value[1]
    node = following[0] if found.key else following
    at = node.start_mark.index if found.key else nodes.dash_of(page.text, found.owner, 1)
    return Splice(start, end, "\n") if page.text[end:at].strip() else Splice(start, at, "")


def _emptied(page: ParsedPage, holder: Found) -> Splice:
    empty = "{}" if holder.is_mapping else "[]"
    node = holder.node
    if holder.owner is None:
        return Splice(line_start(page.text, node.start_mark.index), content_end(page.text, node), empty)
    start, end = page.span(holder)
    return Splice(start, end, f" {empty}{page.comment(start)}")


def _out_of_brackets(page: ParsedPage, owner: Any, index: int) -> Splice:
    start, end = part_start(owner, index), part_end(owner, index)
    if index + 1 < len(owner.value):
        return Splice(start, part_start(owner, index + 1), "")
    if index:
        return Splice(part_end(owner, index - 1), end, "")
    inside = page.text[end : owner.end_mark.index - 1]
    if not inside.strip(" ,\r\n"):
        return Splice(owner.start_mark.index + 1, owner.end_mark.index - 1, "")
    return Splice(start, end, "")
