"""In a page for a browser a number keeps its unit, an id its hyphen, a date its arrow; nothing else is touched."""

import pytest

from tpn.reports.held_together import held_together


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("60 000 kr og 95 000 kr", "60\u00a0000\u00a0kr og 95\u00a0000\u00a0kr"),
        ("kr 1 234 567", "kr\u00a01\u00a0234\u00a0567"),
        ("12 % av 3,5 mill. kroner", "12\u00a0% av 3,5\u00a0mill. kroner"),
        ("02.10. → 12.10.", "02.10.\u00a0→\u00a012.10."),
        ("05.10.2026 → 12.10.2026", "05.10.2026\u00a0→\u00a012.10.2026"),
        ("(R-03)", '(<span class="nw">R-03</span>)'),
        ("A-K06, G-09", '<span class="nw">A-K06</span>, <span class="nw">G-09</span>'),
        ("sak 45/26, A-4-ark, IT-avdeling, 2-3 uker", "sak 45/26, A-4-ark, IT-avdeling, 2-3 uker"),
    ],
)  # fmt: skip
def test_what_belongs_together_stands_on_one_line(said: str, held: str) -> None:
    assert held_together(f"<p>{said}</p>") == f"<p>{held}</p>"


def test_what_is_no_text_to_read_is_left_as_it_is() -> None:
    for kept in (
        "<svg><text>R-03, 5 kr</text></svg>", "<script>a = 1 > 0 && 'R-03 5 kr'</script>",
        "<select><option>A-K06</option></select>", "<title>R-03</title>", '<p title="R-03 5 kr" id="R-03"></p>',
    ):  # fmt: skip
        assert held_together(kept) == kept
    assert held_together("<svg><text>R-03</text></svg><p>R-03</p>").endswith(
        '<p><span class="nw">R-03</span></p>'
    )
