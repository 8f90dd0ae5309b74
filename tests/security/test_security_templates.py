"""A template from a stranger: it is filled in with facts and words, and can do nothing else – nor go on for ever."""

import os
import time
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.reports import fill_template as filling
from tpn.reports import pdf

LINKS = pytest.mark.skipif(os.name == "nt", reason="making symbolic links takes rights on Windows")
HIDDEN = "hemmelig-ord-7431"


def own(project: Path, name: str, text: str) -> Path:
    (path := project / "templates" / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    (path := tmp_path / "secret.txt").write_text(HIDDEN, "utf-8")
    return path


# each stands in the project's own agenda; {secret} and {new} are absolute paths of the user's
REACHING: dict[str, str] = {
    "the folder of the words reads": "{{{{ t.folder.joinpath('{secret}').read_text() }}}}",
    "the folder of the words writes": "{{{{ t.folder.joinpath('{new}').write_text('x') }}}}",
    "the folder of the words deletes": "{{{{ t.folder.joinpath('{secret}').unlink() }}}}",
    "the words behind a function": "{{{{ t.__self__.folder }}}}",
    "the words behind count": "{{{{ count.folder }}}}",
    "what a function closes over": "{{{{ t.__closure__ }}}}",
    "what a function may name": "{{{{ t.__globals__ }}}}",
    "all classes": "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}",
    "all classes by a filter": "{{{{ ''|attr('__class__') }}}}",
    "all classes by a map": "{{{{ ['']|map(attribute='__class__')|list }}}}",
    "a text that is filled in": "{{{{ '{{0.__class__}}'.format(title) }}}}",
    "a text filled in from a mapping": "{{{{ '{{a.__class__}}'.format_map(dict(a=title)) }}}}",
    "the template itself": "{{{{ self._TemplateReference__context }}}}",
    "a macro's own function": "{{% macro m() %}}{{% endmacro %}}{{{{ m._func.__globals__ }}}}",
    "a loop's own": "{{% for i in [1] %}}{{{{ loop._iterable.__class__ }}}}{{% endfor %}}",
    "a cycler's own": "{{{{ cycler('a').__init__.__globals__ }}}}",
    "a joiner's own": "{{{{ joiner().__init__.__globals__ }}}}",
    "lipsum, that knows os": "{{{{ lipsum.__globals__['os'].listdir('/') }}}}",
    "a file by its path": "{{% include '{secret}' %}}",
    "a file up and over": "{{% include '../../../secret.txt' %}}",
    "a file up and over from a part": "{{% include 'reports/../../../secret.txt' %}}",
    "a part that is imported": "{{% import '{secret}' as s %}}",
    "a page that is extended": "{{% extends '{secret}' %}}",
    "a class of a view that reads files": "{{{{ view.parse_file('{secret}') }}}}",
    "a class of a meeting that reads files": "{{{{ meeting.parse_file('{secret}') }}}}",
    "a record that is made anew": "{{{{ view.meeting.model_construct() }}}}",
    "a view's replacement": "{{{{ view._replace(title='x') }}}}",
}


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a template may reach is held by the sandbox, wherever it runs; the child is tried by what never ends."""
    monkeypatch.setattr(filling, "_in_child", filling.render)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("name", REACHING)
def test_a_template_reaches_nothing_but_what_it_is_handed(
    tpn: Tpn, halden: Path, secret: Path, tmp_path: Path, name: str
) -> None:
    new = tmp_path / "new.txt"
    own(halden, "agenda.md.j2", REACHING[name].format(secret=secret, new=new) + "\n")
    said = tpn("agenda", "kickoff", "-p", halden)
    assert said.code == 1
    assert HIDDEN not in said.out + said.err
    assert "agenda.md.j2" in said.err
    assert (secret.read_text("utf-8"), new.exists()) == (HIDDEN, False)


@LINKS
def test_a_link_in_templates_brings_no_file_of_the_users(tpn: Tpn, halden: Path, secret: Path) -> None:
    own(halden, "agenda.md.j2", "{% include 'reports/del.md.j2' %}\n")
    (halden / "templates" / "reports" / "del.md.j2").symlink_to(secret)
    said = tpn("agenda", "kickoff", "-p", halden)
    assert (said.code, HIDDEN in said.out + said.err) == (1, False)
    assert "[link-leads-out]" in said.err


ENDLESS: dict[str, str] = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
    "{{ m(60) }}",
    "a text that doubles": "{% set n = namespace(x='x' * 1000) %}{% for i in range(60) %}"
    "{% set n.x = n.x ~ n.x %}{% endfor %}",
    "much text": "{% for a in range(99999) %}{% for b in range(999) %}xxxxxxxxxxxxxxxx{% endfor %}{% endfor %}",
}


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("name", ENDLESS)
def test_a_template_that_never_ends_is_stopped(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(filling, "SECONDS", 1.0)
    own(halden, "agenda.md.j2", ENDLESS[name] + "\n")
    begun = time.monotonic()
    said = tpn("agenda", "kickoff", "-p", halden)
    assert (said.code, time.monotonic() - begun < 30) == (1, True)
    assert "[template-too-much]" in said.err or "[template-fails]" in said.err


HUGE: dict[str, str] = {
    "a text many times": "{{ 'x' * 10000000000 }}",
    "a list many times": "{{ [1] * 10000000000 }}",
    "a power of a power": "{{ 9 ** 9 ** 9 }}",
    "a padded text": "{{ 'x'.ljust(10000000000) }}",
    "a text with width": "{{ '%10000000000d' % 1 }}",
    "a text filled in with width": "{{ '{:10000000000}'.format(1) }}",
    "a text in the middle": "{{ 'x'|center(10000000000) }}",
    "replaced by more": "{{ ('x' * 999999)|replace('x', 'y' * 999999) }}",
    "a long row": "{{ range(10000000000)|list }}",
}


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("name", HUGE)
def test_a_template_takes_no_memory_beyond_measure(tpn: Tpn, halden: Path, name: str) -> None:
    own(halden, "agenda.md.j2", HUGE[name] + "\n")
    said = tpn("agenda", "kickoff", "-p", halden)
    assert (said.code, "agenda.md.j2" in said.err) == (1, True)


BRACES: dict[str, str] = {
    "a part of a fact": "{date.__class__}",
    "a place in a fact": "{date[0]}",
    "width": "{date:>1000000000}",
    "width from a fact": "{date:>{date}}",
    "another form": "{date!r:1000000000}",
}


@pytest.mark.parametrize("name", BRACES)
def test_a_text_of_ones_own_fills_in_facts_and_no_more(tpn: Tpn, halden: Path, name: str) -> None:
    (path := halden / "templates" / "texts" / "nb" / "status.yaml").parent.mkdir(parents=True)
    path.write_text(f'agreed: "{BRACES[name]}"\n', "utf-8")
    said = tpn("status", "-p", halden)
    assert (said.code, "[text-braces]" in said.err) == (1, True)


# each stands in the project's own looks of the PDF; the user stands in a folder with id_rsa
TYPST: dict[str, str] = {
    "a file where the user stands": '#read("id_rsa")',
    "a file by its path": '#read("{secret}")',
    "a file up and over": '#read("../../../../../..{secret}")',
    "an own package that is fetched": '#import "@preview/cetz:0.3.4"',
    "a package of the machine": '#import "@local/evil:1.0.0"',
    "a plugin": '#plugin("{secret}")',
    "a file in other words": '#eval("read(\\"{secret}\\")")',
    "data of the project": '#yaml("../../project.yaml")',
    "the system's folder": '#read("/etc/hostname")',
    "a picture that shows another file": '#set document(title: "x")\n#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/'
    'svg\\" width=\\"9\\" height=\\"9\\"><image href=\\"{secret}\\" width=\\"9\\" height=\\"9\\"/></svg>"), alt: "x")',
}


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("name", TYPST)
def test_the_looks_of_a_pdf_read_nothing_and_fetch_nothing(
    tpn: Tpn, halden: Path, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "id_rsa").write_text(HIDDEN, "utf-8")
    monkeypatch.chdir(tmp_path)
    own(halden, "paper.typ", TYPST[name].replace("{secret}", str(secret)) + "\n")
    said = tpn("status", "-p", halden, "-o", tmp_path / "ut.pdf")
    assert (said.code, "[template-fails]" in said.err) == (1, True)
    assert not (tmp_path / "ut.pdf").exists()


def test_the_looks_of_a_pdf_that_never_end_are_stopped(
    tpn: Tpn, halden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 2.0)
    own(
        halden,
        "paper.typ",
        "#{ let i = 0; while i < 100000000000 { i = i + 1; for k in range(99999) { k } } }\n",
    )
    said = tpn("status", "-p", halden, "-o", tmp_path / "ut.pdf")
    assert said.code == 1
    assert "[template-too-much]" in said.err or "[template-fails]" in said.err


def test_the_looks_of_a_pdf_may_have_a_logo_beside_them(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    own(
        halden,
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    )
    own(halden, "paper.typ", '#set document(title: "x")\n#image("logo.svg", alt: "logo")\n')
    assert tpn("status", "-p", halden, "-o", tmp_path / "ut.pdf").err.count("feil:") == 0
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.sampled(every=4)
@pytest.mark.parametrize(
    "line",
    ["agenda kickoff", "minutes MO-01", "status --format md", "stakeholders", "week", "benefits --format md",
     "map --format md", "launch barnehage --format md", "process barnehage --format md"],
)  # fmt: skip
def test_every_template_of_tpns_is_filled_in_alike_as_ones_own(tpn: Tpn, halden: Path, line: str) -> None:
    before = tpn(*line.split(), "-p", halden)
    own(halden, "noe-annet.md.j2", "x\n")
    assert tpn(*line.split(), "-p", halden) == before
