"""A workbook as a municipality has it: shapes, a picture, extended rules, printer settings, macros, formulas."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
X14 = (
    '<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="http://schemas.microsoft.com/office/'
    'spreadsheetml/2009/9/main"><x14:conditionalFormattings/></ext></extLst>'
)


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


def _cells(row: int, *cells: str) -> str:
    return f'<row r="{row}">{"".join(cells)}</row>'


def _text(cell: str, text: str, style: int = 0) -> str:
    return f'<c r="{cell}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


CARD = "".join([
    _cells(1, _text("A1", "Prosjektkort")),
    _cells(2, _text("A2", "Navn"), '<c r="B2" s="2"/>'),
    _cells(3, _text("A3", "Start"), '<c r="B3" s="1"/>'),
    _cells(4, _text("A4", "Slutt"), '<c r="B4" s="2"/>'),
    _cells(6, '<c r="A6" t="str"><f>"Kort for "&amp;B2</f><v>Kort for </v></c>', '<c r="C6"><f>2+3</f><v>5</v></c>'),
])  # fmt: skip
PLAN = "".join([
    _cells(1, '<c r="A1" t="str"><f>"Plan – "&amp;Navnet</f><v>Plan – </v></c>'),
    _cells(3, _text("A3", "Nytte"), _text("B3", "Eier"), _text("C3", "Type"), _text("D3", "Innen")),
    *(_cells(row, f'<c r="A{row}" s="2"/>', f'<c r="D{row}" s="1"/>') for row in range(4, 10, 2)),
    _cells(11, '<c r="B11"><f>COUNTA(A4:A9)</f><v>0</v></c>'),
])  # fmt: skip
SHEET = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{REL}">'
    "<sheetData>{rows}</sheetData>{merged}"
    '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>TRUE</formula></cfRule>'
    f'</conditionalFormatting><pageSetup r:id="rId2"/><drawing r:id="rId1"/>{X14}</worksheet>'
)
PARTS: dict[str, str | bytes] = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
    + "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in (1, 2)
    )
    + '<Override PartName="/xl/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
    '<sheet name="Forside" sheetId="7" r:id="rId1"/><sheet name="Nytteplan" sheetId="3" r:id="rId2"/></sheets>'
    '<definedNames><definedName name="Navnet">Forside!$B$2</definedName></definedNames>'
    '<calcPr calcId="145621"/></workbook>',
    "xl/_rels/workbook.xml.rels": _relations(
        ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "/xl/worksheets/sheet2.xml"), ("styles", "styles.xml"),
        ("calcChain", "calcChain.xml"), ("vbaProject", "vbaProject.bin"),
    ),
    "xl/worksheets/sheet1.xml": SHEET.format(rows=CARD, merged='<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'),
    "xl/worksheets/sheet2.xml": SHEET.format(
        rows=PLAN,
        merged='<mergeCells><mergeCell ref="A4:A5"/><mergeCell ref="A6:A7"/><mergeCell ref="A8:A9"/></mergeCells>',
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": _relations(
        ("drawing", "../drawings/drawing1.xml"), ("printerSettings", "../printerSettings/printerSettings1.bin")
    ),
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
    '<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="49"/></cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
    "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}">'
    '<c r="A6" i="7"/><c r="C6"/><c r="A1" i="3"/><c r="B11"/></calcChain>',
    "xl/drawings/drawing1.xml": '<xdr:wsDr xmlns:xdr="x"><xdr:sp>En form</xdr:sp></xdr:wsDr>',
    "xl/media/image1.png": bytes(range(256)),
    "xl/printerSettings/printerSettings1.bin": b"\x00\x01printer\xff",
    "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro",
    "[trash]/0000.dat": b"left by another program",
}  # fmt: skip


def form() -> bytes:
    """The workbook; some parts packed, some not, with a comment at the end of the package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, data) in enumerate(PARTS.items()):
            info = zipfile.ZipInfo(name, (2012, 3, 4, 5, 6, 8))
            package.writestr(info, data, zipfile.ZIP_DEFLATED if number % 3 else zipfile.ZIP_STORED)
        package.comment = b"a comment"
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}
