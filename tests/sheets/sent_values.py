"""What a sheet was sent with, field by field."""

from collections.abc import Iterator

from tpn.sheets.sent_copy import Base, SentCell


def sent_values(base: Base) -> Iterator[tuple[str, str, SentCell]]:
    """Every (address, field, value) that was sent."""
    for table in base.tables:
        for row, address in enumerate(table.addresses):
            for at, column in enumerate(table.columns):
                yield address, column.field, table.cell(row, at)
