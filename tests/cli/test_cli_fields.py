"""``tpn fields``: what a kind of record can say, by the words that ``tpn add`` takes and asks for."""

import re

import pytest

from tests.conftest import ROOT, Tpn
from tpn.edits.new_record import LISTS
from tpn.texts import LANGUAGES, Words

HALDEN = ROOT / "examples" / "halden"
KINDS = [kind for kind, way in LISTS.items() if not any(isinstance(part, int) for part in way)]


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled("kind", "language")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_must_have_is_what_add_says_is_missing(tpn: Tpn, kind: str, language: str) -> None:
    typed = Words(language)(f"kinds.{kind}.one")
    listed = tpn("fields", typed, "--lang", language)
    assert listed.code == 0, listed.err
    required = re.findall(r"^(\S+) \*", listed.out, re.MULTILINE)
    added = tpn("add", typed, "-p", HALDEN, "--preview", "--lang", language)
    missing = re.search(r"(?:mangler|manglar|missing): (.+?) \[fields-missing\]", added.err)
    assert (missing[1].split(", ") if missing else []) == required, added.err
