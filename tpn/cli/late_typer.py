"""The parts of typer that options are declared with, loaded when a command is made of them and not before."""

from typing import TYPE_CHECKING

__all__ = ["Argument", "Context", "Option"]

if TYPE_CHECKING:
    from typer import Argument, Context, Option
else:

    def __getattr__(name: str) -> object:
        import typer

        return getattr(typer, name)
