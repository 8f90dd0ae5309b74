"""Cells of a row that are one answer: a word, and what is said of it."""

from collections.abc import Mapping

GO_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "status": ("finished", "accepted", "accepted_by", "delivered"),
    "answer": ("date", "by"),
    "decided": ("outcome", "meeting", "decided_by", "taken_by"),
}
"""What says something about another cell of its row, and nothing without it: it is left where that one is."""
DAYS: Mapping[str, tuple[str, ...]] = {"status": ("finished", "accepted", "delivered"), "answer": ("date",)}
"""The day on which what a cell says came true: where it cannot be, the cell waits with it."""
