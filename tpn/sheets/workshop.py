"""The style of the workshop's sheet, for one service: a tab for each variant that is wanted."""

from collections.abc import Iterator, Sequence

from tpn.model.choices import VariantName
from tpn.sheets.style import Each, LocalText, Style, TabStyle
from tpn.texts import Words


def for_service(style: Style, service: str, variants: Sequence[VariantName], words: Words) -> Style:
    """A style whose tabs are those of one service.

    Args:
        style: a style with a tab for each variant of every service, and others.
        service: the id of the service.
        variants: the variants to be sent.
        words: what the tabs are called in.
    """
    tabs = [made for tab in style.tabs for made in _tabs(tab, service, variants, words)]
    return style.but(tabs=tuple(tabs))


def _tabs(tab: TabStyle, service: str, variants: Sequence[VariantName], words: Words) -> Iterator[TabStyle]:
    if tab.each is not Each.VARIANTS:
        yield tab.but(tables=tuple(table.but(service=service) for table in tab.tables))
        return
    for variant in variants:
        name = words.choice(variant)
        holder = f"processes/{service}/{variant}"
        tables = tuple(table.but(service=service, variant=variant, holder=holder) for table in tab.tables)
        yield tab.but(each=None, name=LocalText(nb=name, nn=name, en=name), tables=tables)
