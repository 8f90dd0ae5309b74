"""Filling a municipality's own workbook in OpenDocument: single cells, all else byte for byte as it was."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from tpn.recognise.fill_workbook import CannotFill, Done, FilledWorkbook, Put
from tpn.source.packages import NOT_A_PACKAGE
from tpn.spreadsheets.formulas import Place, following, read_formula
from tpn.spreadsheets.found_book import cell_name, spot
from tpn.spreadsheets.ods_part import OdsContent, OdsSplice, OdsValue, spliced
from tpn.spreadsheets.repack import NotRepackable, repacked

_CONTENT = "content.xml"


@dataclass
class OdsWorkbook:
    """A workbook in OpenDocument: read once, filled once.

    Raises:
        CannotFill: it is no such workbook, or encrypted.
    """

    data: bytes
    content: OdsContent = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.content = OdsContent(zipfile.ZipFile(io.BytesIO(self.data)).read(_CONTENT))
        except (*NOT_A_PACKAGE, ValueError, expat.ExpatError) as error:
            raise CannotFill(str(error)) from error

    def filled(self, puts: Sequence[Put]) -> FilledWorkbook:
        """The workbook with values in cells; the remembered results of formulas that follow from them are dropped.

        Raises:
            CannotFill: the package cannot be patched.
        """
        done: list[Done] = []
        values: dict[str, dict[tuple[int, int], OdsValue]] = {}
        for put in puts:
            one, place = self._put(put)
            done.append(one)
            if one.what == "written":
                values.setdefault(put.tab, {})[place] = _plain(put.value)
        if not values:
            return FilledWorkbook(self.data, tuple(done))
        stale = self._stale([(tab, *place) for tab, cells in values.items() for place in cells])
        splices: list[OdsSplice] = []
        for tab in self.content.tabs:
            gone = {(row, column) for at, row, column in stale if at == tab} - values.get(tab, {}).keys()
            splices += self.content.with_cells(tab, values.get(tab, {}), gone)
        try:
            return FilledWorkbook(
                repacked(self.data, {_CONTENT: spliced(self.content.data, splices)}), tuple(done)
            )
        except NotRepackable as error:
            raise CannotFill(str(error)) from error

    def _put(self, put: Put) -> tuple[Done, tuple[int, int]]:
        place = spot(put.cell)
        if put.tab not in self.content.tabs or place is None:
            return Done("no-tab", put, put.cell), (0, 0)
        tab = self.content.tabs[put.tab]
        place = tab.anchor(*place)
        cell = tab.cell(*place)
        formula = cell.formula if cell else None
        if formula is not None and (not put.over_formula or formula.startswith("*")):
            return Done("formula", put, cell_name(*place)), place
        return Done("written", put, cell_name(*place)), place

    def _stale(self, changed: Sequence[Place]) -> set[Place]:
        formulas = {
            (name, top, left): read_formula(formula, name, {})
            for name, tab in self.content.tabs.items()
            for top, row in tab.placed()
            for left, cell in row.placed()
            if (formula := cell.formula) is not None
        }
        return following(formulas, changed)


def _plain(value: object) -> OdsValue:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.date()
    return value  # type: ignore[return-value]
