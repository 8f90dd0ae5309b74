"""Small faults in the rules: one changed operator, border, number, branch or result at a time."""

import ast
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOMS = ("plan", "roundtrip", "edits", "views", "advice")
_COMPARE = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==", ast.Is: "is not",
    ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_ARITHMETIC = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}
_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class Mutant(NamedTuple):
    """A fault: the file, its line, what was changed, and the text with the fault in it."""

    file: Path
    line: int
    what: str
    text: str


def sample(package: Path, number: int, seed: int) -> list[Mutant]:
    """So many mutants of the rooms with rules in them, drawn by the seed; each line is hit at most once."""
    rng = random.Random(seed)  # noqa: S311 - a sample, no secret
    everything: dict[tuple[Path, int], list[Mutant]] = {}
    for room in ROOMS:
        for file in sorted((package / room).rglob("*.py")):
            for mutant in mutants_of(file):
                everything.setdefault((file, mutant.line), []).append(mutant)
    lines = sorted(everything)
    return [rng.choice(everything[where]) for where in rng.sample(lines, min(number, len(lines)))]


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every fault that can be put into a file; texts, imports and annotations are left alone."""
    text = file.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = text.encode()

    def at(row: int, column: int) -> int:
        return starts[row - 1] + column

    def change(node: ast.expr | ast.stmt, new: str, what: str) -> Mutant:
        begin = at(node.lineno, node.col_offset)
        end = at(node.end_lineno or node.lineno, node.end_col_offset or 0)
        return Mutant(file, node.lineno, what, (raw[:begin] + new.encode() + raw[end:]).decode())

    for node in _code(ast.parse(text)):
        for new, what in _changes(node):
            assert isinstance(node, ast.expr | ast.stmt)
            yield change(node, new, what)


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something when a function runs."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                yield from ast.walk(statement)


def _changes(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
            sign = _COMPARE[type(op)]
            yield f"({ast.unparse(left)} {sign} {ast.unparse(right)})", f"compares with {sign}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC and not _is_text(
            left, right
        ):
            sign = _ARITHMETIC[type(op)]
            yield f"({ast.unparse(left)} {sign} {ast.unparse(right)})", f"{_SIGNS[type(op)]} became {sign}"
        case ast.BoolOp(op=op, values=values):
            joint = " or " if isinstance(op, ast.And) else " and "
            yield f"({joint.join(f'({ast.unparse(value)})' for value in values)})", f"joined with{joint}"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})", "no longer negated"
        case ast.Constant(value=bool() as value):
            yield repr(not value), f"{value} became {not value}"
        case ast.Constant(value=int() as value):
            yield repr(value + 1), f"{value} became {value + 1}"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield (
                f"({ast.unparse(orelse)} if {ast.unparse(test)} else {ast.unparse(body)})",
                "branches swapped",
            )
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "return None", "returns nothing"
        case _:
            return


def _is_text(*sides: ast.expr) -> bool:
    return any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) or _word(side) for side in sides)


def _word(side: ast.expr) -> bool:
    return isinstance(side, ast.Constant) and isinstance(side.value, str)
