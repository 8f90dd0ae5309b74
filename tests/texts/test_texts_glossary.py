"""One word for one thing, in each language: a form that was left is not taken up again. Beside each the form to use."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

TEXTS = Path(__file__).resolve().parents[2] / "templates" / "texts"
# what is not written, by language: a pattern, and what is written instead
LEFT: dict[str, dict[str, str]] = {
    "nb": {
        r"[Mm]åltall": "indikator", r"[Ss]akliste": "saksliste", r"[Ee]valuering av \{": "Evalueringsprotokoll",
        r"\bSatt av\b": "kilde", r"karensperioden ute": "karensperioden utløper",
        r"[Pp]lan for å hente ut": "nytterealiseringsplan, gevinstrealiseringsplan",
        r"\bmenneske avgjør\b": "oppdragsgiver må vurdere",
        r"\bendringsledelse\b": "forankring", r"\bmitiger\w*": "tiltak", r"\bETA\b": "prognose",
        r"(?<![{.])\bbaseline\b(?![=}])": "nullpunkt, avtalt plan", r"\bfor sent ute\b": "forfalt, ventes forsinket",
        r"\blovet dato\b": "avtalt dato", r"\bissue\b": "sak", r"\bcompliance\b": "etterlevelse",
        r"Bør minnes på": "send påminnelse til", r"[Ll]est hos kilden": "kontrollert mot primærkilden",
        r"\bfra annen hånd\b": "sekundærkilde", r"Vises ved": "dokumenteres med", r"På strøm": "produksjonssatt",
        r"\b(finnes alt\b|er alt (brukt|avgjort|ført|med i|borte))": "allerede",
        r"\bTilbakebetalt\b": "inntjent", r"halve øre": "til nærmeste øre", r"\brøres ikke\b": "blir ikke endret",
        r"(?<!den ene )(?<!sladdet )\butgaven? (av prosessen|\{variant\})": "variant", r"[Vv]entedager per": "liggetid",
        r"ikke noe som heter": "ukjent kommando", r"\} er best\b": "har høyest poengsum",
        r"[Mm]edholdte": "fikk medhold",
        r"\bholdes igjen\b": "blir forsinket", r"\bsammenlikn\w*": "sammenlign", r"\bspart tid er verd\b": "verdt",
        r"grensene det er gitt\. (?!\{by)": "si hva som er galt", r"ferdig eller til i dag": "tid som er gått",
        r"\{services:tjeneste/tjenester\} på nett\.": "tall til og med tolv med bokstaver",
    },
    "nn": {
        r"[Mm]ilepæl": "milepål", r"\bkommunens\b": "… til kommunen", r"\bogså\b": "òg", r"\betterspurd\b": "førespurd",
        r"\bikke\b": "ikkje", r"\bhva\b": "kva", r"\bhvem\b": "kven", r"\bhvor\b": "kvar, korleis", r"\bfra\b": "frå",
        r"\bnoe\b": "noko", r"\buke\b": "veke", r"\bmenneske avgjer\b": "oppdragsgjevaren må vurdere",
        r"Bør minnast på": "send påminning til", r"[Ll]ese hos kjelda": "kontrollert mot primærkjelda",
        r"Modenskap": "mogenskap", r"Alminneleg": "vanleg", r"\bTinga\b": "bestilt", r"[Ee]ksempeltal": "døme på tal",
        r"\b[Mm]åltal\b": "indikator", r"\bprosjektets\b": "… til prosjektet",
        r"[Hh]andsam\w*": "behandle", r"[Mm]odenheit\w*": "mogenskap", r"[Tt]enesteskildring\w*": "tenesteomtale",
        r"[Oo]ppdragsgivar\w*": "oppdragsgjevar", r"\bforfall \{": "skulle vore gjort", r"^Nå$": "no",
        r"\bGrensen\b": "grensa",
    },
    "en": {
        r"\bcompliance\b": "following the law", r"\bmitigat\w*": "measure", r"\bETA\b": "forecast",
        r"\boverruled\b": "overridden", r"Readiness board": "service board", r"\bmay go live\b": "ready to go live",
        r"\bmilepæl": "milestone", r"\bmust items\b": "must points",
    },
}  # fmt: skip


@cache
def value_of(file: Path) -> object:
    """What a file says, by the quick reader of the same library."""
    return yaml.load(file.read_bytes(), yaml.CSafeLoader)


def spoken(value: object, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text with the way to it; examples of command lines are no prose."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "examples":
                yield from spoken(inner, (*way, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from spoken(inner, (*way, str(number)))
    elif isinstance(value, str):
        yield way, value


@pytest.mark.parametrize("language", LEFT)
def test_a_form_that_was_left_is_not_written(language: str) -> None:
    found = [
        (file.name, ".".join(way), match[0], instead)
        for file in sorted((TEXTS / language).rglob("*.yaml"))
        for way, text in spoken(value_of(file), ())
        for left, instead in LEFT[language].items()
        if (match := re.search(left, text))
    ]
    assert found == []


@pytest.mark.parametrize("language", LEFT)
def test_no_text_is_left_in_another_language(language: str) -> None:
    other = {
        "nb": r"\b(ikkje|frå|kva|tenesta)\b",
        "nn": r"\b(ikke|tjenesten)\b",
        "en": r"\b(ikke|ikkje|og|tjeneste)\b",
    }
    strange = [
        (file.name, ".".join(way), text)
        for file in sorted((TEXTS / language).rglob("*.yaml"))
        for way, text in spoken(value_of(file), ())
        if re.search(other[language], re.sub(r"«[^»]*»|`[^`]*`|tpn [^.]*", "", text))
    ]
    assert strange == []


def test_what_the_library_says_in_bokmaal_has_its_endings() -> None:
    """The texts write -en, and fremdrift: so does the content."""
    left = re.compile(
        r"\b(tida|uka|prislista|kvitteringssida|inntektsgrensa|framdrift(en)?|medholdte|sammenlikn\w*)\b"
    )
    found = [
        (file.name, match[0])
        for kind in ("catalogue", "checklists", "agendas", "sheets")
        for file in sorted((TEXTS.parent / kind).rglob("*.yaml"))
        for said in re.findall(r"\bnb: (.*?)(?:, nn: |\}|$)", file.read_text("utf-8"), re.MULTILINE)
        if (match := left.search(said))
    ]
    assert found == []
