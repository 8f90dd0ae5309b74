"""Process models out as BPMN 2.0 and in again: valid, without overlaps, read back equal; foreign ones with care."""

import importlib.util
import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Tpn
from tpn.exchange.bpmn import DiagramName, read, read_bpmn, write_bpmn
from tpn.exchange.bpmn.order import in_order
from tpn.exchange.xml import DEEPEST, LARGEST
from tpn.library import data_dir
from tpn.model import load
from tpn.model.choices import Automation, StepKind, VariantName
from tpn.model.processes import Step
from tpn.problems import Stop
from tpn.source.clean import cleaned
from tpn.texts import Words

B = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
NAMED = DiagramName("s", "Søknad & svar <1>", VariantName.PAPER)
WORDS = Words("nb")
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).map(
    lambda text: " ".join(cleaned(text).split())
).filter(bool)  # fmt: skip
EXAMPLES = [
    (example, process.service, variant)
    for example in ("halden", "sandnes")
    for process in load(data_dir("examples") / example).sound().processes.services
    for variant in process.variants
]


def example(name: str, service: str, variant: VariantName) -> tuple[Step, ...]:
    processes = load(data_dir("examples") / name).sound().processes.services
    return next(one.variants[variant].steps for one in processes if one.service == service)


@st.composite
def some_steps(draw: st.DrawFn) -> tuple[Step, ...]:
    actors = draw(st.lists(TEXT, min_size=1, max_size=4))
    numbers = range(draw(st.integers(1, 14)))
    return tuple(draw(one_step(f"S{number}.x", actors)) for number in numbers)


@st.composite
def one_step(draw: st.DrawFn, name: str, actors: list[str]) -> Step:
    return Step(
        id=name,
        name=draw(TEXT),
        actor=draw(st.none() | st.sampled_from(actors)),
        system=draw(st.none() | TEXT),
        minutes=draw(st.none() | st.sampled_from([0, 1, 7.5, 240])),
        wait_days=draw(st.none() | st.sampled_from([0, 1, 2.5, 30])),
        share=draw(st.sampled_from([100, 100, 20, 0, 12.5])),
        kind=draw(st.sampled_from(StepKind)),
        documents=tuple(draw(st.lists(TEXT, max_size=2))),
        automation=draw(st.sampled_from(Automation)),
    )


def written(steps: tuple[Step, ...]) -> bytes:
    return write_bpmn(NAMED, steps, WORDS)


def same(steps: tuple[Step, ...]) -> list[dict[str, object]]:
    return [vars(step) for step in steps]


# ------------------------------------------------------------------------------------------------- what is written


@pytest.mark.parametrize(("name", "service", "variant"), EXAMPLES)
def test_every_variant_of_the_examples_is_read_back_equal(
    name: str, service: str, variant: VariantName
) -> None:
    steps = example(name, service, variant)
    model = read_bpmn(written(steps), "x.bpmn")
    assert same(model.steps) == same(steps)
    assert model.left_out == ()
    assert (model.service, model.variant) == ("s", VariantName.PAPER)


@given(some_steps())
@settings(max_examples=60)
def test_any_steps_are_read_back_equal_whatever_they_are_called(steps: tuple[Step, ...]) -> None:
    assert same(read_bpmn(written(steps), "x.bpmn").steps) == same(steps)


@given(some_steps())
@settings(max_examples=40)
def test_the_structure_is_what_the_standard_asks_for(steps: tuple[Step, ...]) -> None:
    root = ET.fromstring(written(steps))  # noqa: S314 - our own file
    ids = [one.get("id") for one in root.iter() if one.get("id") and not one.tag.startswith("{urn:tpn")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one or "") for one in ids)
    process = root.find(f"{B}process")
    assert process is not None
    flows = {
        one.get("id"): (one.get("sourceRef"), one.get("targetRef"))
        for one in process.iter(f"{B}sequenceFlow")
    }
    nodes = [
        one for one in process if one.find(f"{B}incoming") is not None or one.find(f"{B}outgoing") is not None
    ]
    for node in nodes:
        for end, at in (("incoming", 1), ("outgoing", 0)):
            said = {one.text for one in node.findall(B + end)}
            assert said == {name for name, ends in flows.items() if ends[at] == node.get("id")}
    in_lanes = [one.text for one in process.iter(f"{B}flowNodeRef")]
    assert sorted(str(one) for one in in_lanes) == sorted(str(one.get("id")) for one in nodes)
    assert [len(process.findall(f"{B}{name}Event")) for name in ("start", "end")] == [1, 1]
    drawn = {one.get("bpmnElement") for one in root.iter() if one.tag in {f"{DI}BPMNShape", f"{DI}BPMNEdge"}}
    assert drawn >= {*flows, *in_lanes, "Pool"}
    assert drawn <= set(ids)


@given(some_steps())
@settings(max_examples=40)
def test_no_shape_lies_over_another_and_no_flow_goes_through_one(steps: tuple[Step, ...]) -> None:
    root = ET.fromstring(written(steps))  # noqa: S314 - our own file
    boxes = {}
    for shape in root.iter(f"{DI}BPMNShape"):
        name = str(shape.get("bpmnElement"))
        bounds = shape[0]
        x, y, width, height = (float(bounds.get(key, "")) for key in ("x", "y", "width", "height"))
        if not name.startswith(("Pool", "Lane")):
            boxes[name] = (x, y, x + width, y + height)
    assert not [(a, b) for a, b in combinations(boxes, 2) if meet(boxes[a], boxes[b])]
    for edge in root.iter(f"{DI}BPMNEdge"):
        points = [
            (float(one.get("x", "")), float(one.get("y", ""))) for one in edge if one.tag.endswith("waypoint")
        ]
        for (x1, y1), (x2, y2) in pairwise(points):
            way = (min(x1, x2) + 0.1, min(y1, y2) + 0.1, max(x1, x2) - 0.1, max(y1, y2) - 0.1)
            assert x1 == x2 or y1 == y2
            assert not [name for name, box in boxes.items() if meet(way, box)]


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.skipif(
    importlib.util.find_spec("SpiffWorkflow") is None,
    reason="the schema of the standard is not ours to ship: install SpiffWorkflow, that has it, to run this",
)
@pytest.mark.parametrize(("name", "service", "variant"), EXAMPLES)
def test_what_is_written_is_valid_by_the_schema_of_the_standard(
    name: str, service: str, variant: VariantName
) -> None:
    etree = pytest.importorskip("lxml.etree")
    spec = importlib.util.find_spec("SpiffWorkflow")
    assert spec
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "bpmn/parser/schema"
    schema = etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))
    document = etree.fromstring(written(example(name, service, variant)))
    assert schema.validate(document), schema.error_log


def test_automation_waiting_choices_and_shares_are_the_elements_that_others_know() -> None:
    steps = (
        Step(id="a", name="Skrive", actor="Søker", documents=("Søknad",)),
        Step(id="b", name="Kontrollere", actor="Saksbehandler", kind=StepKind.DECISION, automation=Automation.ASSIST),
        Step(id="c", name="Purre", actor="Saksbehandler", wait_days=5, share=20),
        Step(id="d", name="Arkivere", actor="System", automation=Automation.FULL, minutes=0),
    )  # fmt: skip
    root = ET.fromstring(written(steps))  # noqa: S314 - our own file
    process = root.find(f"{B}process")
    assert process is not None
    kinds = [one.tag.removeprefix(B) for one in process if one.find(f"{B}incoming") is not None]
    assert kinds == [
        "manualTask", "userTask", "exclusiveGateway", "intermediateCatchEvent", "manualTask", "exclusiveGateway",
        "serviceTask", "endEvent",
    ]  # fmt: skip
    assert [one.text for one in process.iter(f"{B}timeDuration")] == ["P5D"]
    assert sorted(str(one.get("name")) for one in process.iter(f"{B}sequenceFlow") if one.get("name")) == [
        "20 %",
        "80 %",
    ]
    assert [one.get("name") for one in process.iter(f"{B}dataObject")] == ["Søknad"]


# ------------------------------------------------------------------------------------------------- what others wrote

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:x">
  <b:collaboration id="C">
    <b:participant id="P1" name="Kommunen" processRef="K"/>
    <b:participant id="P2" name="Innbygger" processRef="I"/>
    <b:messageFlow id="M1" name="Søknad" sourceRef="send" targetRef="start"/>
    <b:messageFlow id="M2" sourceRef="svare" targetRef="lese"/>
    <b:messageFlow id="M3" sourceRef="P2" targetRef="P1"/>
  </b:collaboration>
  <b:process id="K">
    <b:laneSet id="L">
      <b:lane id="L1" name="Servicesenter">
        <b:flowNodeRef>start</b:flowNodeRef><b:flowNodeRef>motta</b:flowNodeRef>
      </b:lane>
      <b:lane id="L2" name="Oppvekst">
        <b:flowNodeRef>port</b:flowNodeRef><b:flowNodeRef>del</b:flowNodeRef>
        <b:childLaneSet id="L3"><b:lane id="L4" name="Sak og
kontroll"><b:flowNodeRef>sjekke</b:flowNodeRef><b:flowNodeRef>ur</b:flowNodeRef></b:lane></b:childLaneSet>
      </b:lane>
    </b:laneSet>
    <b:startEvent id="start" name="Søknad kom"/>
    <b:userTask id="svare" name="Svare"/>
    <b:task id="motta" name="Motta  søknaden"/>
    <b:intermediateCatchEvent id="ur">
      <b:timerEventDefinition><b:timeDuration>P1DT12H</b:timeDuration></b:timerEventDefinition>
    </b:intermediateCatchEvent>
    <b:userTask id="sjekke" name="Sjekke"><b:standardLoopCharacteristics/></b:userTask>
    <b:exclusiveGateway id="port" name="Komplett?"/>
    <b:subProcess id="del" name="Vurdere">
      <b:startEvent id="d0"/>
      <b:businessRuleTask id="regne" name="Regne ut"/><b:manualTask id="vurdere" name="Vurdere skjønn"/>
      <b:sequenceFlow id="d1" sourceRef="d0" targetRef="regne"/>
      <b:sequenceFlow id="d2" sourceRef="regne" targetRef="vurdere"/>
    </b:subProcess>
    <b:boundaryEvent id="kant" name="For sent" attachedToRef="sjekke"/>
    <b:textAnnotation id="t"><b:text>Husk å
ringe</b:text></b:textAnnotation>
    <b:sequenceFlow id="f1" sourceRef="start" targetRef="motta"/>
    <b:sequenceFlow id="f2" sourceRef="motta" targetRef="ur"/>
    <b:sequenceFlow id="f3" sourceRef="ur" targetRef="sjekke"/>
    <b:sequenceFlow id="f4" sourceRef="sjekke" targetRef="port"/>
    <b:sequenceFlow id="f5" sourceRef="port" targetRef="del"/>
    <b:sequenceFlow id="f6" sourceRef="port" targetRef="motta">
      <b:conditionExpression>x</b:conditionExpression>
    </b:sequenceFlow>
    <b:sequenceFlow id="f7" sourceRef="del" targetRef="svare"/>
  </b:process>
  <b:process id="I">
    <b:task id="lese" name="Lese svaret"/><b:task id="send" name="Sende søknad"/>
    <b:sequenceFlow id="i1" sourceRef="send" targetRef="lese"/>
  </b:process>
</b:definitions>
"""


def test_a_model_by_others_becomes_steps_in_the_order_of_the_flow() -> None:
    model = read_bpmn(FOREIGN.encode(), "x.bpmn")
    assert [(s.id, s.name, s.actor, s.kind.value, s.automation.value, s.wait_days) for s in model.steps] == [
        ("S01", "Sende søknad", "Innbygger", "task", "none", None),
        ("S02", "Motta søknaden", "Servicesenter", "task", "none", None),
        ("S03", "Sjekke", "Sak og kontroll", "decision", "assist", 1.5),
        ("S04", "Regne ut", "Oppvekst", "task", "full", None),
        ("S05", "Vurdere skjønn", "Oppvekst", "task", "none", None),
        ("S06", "Svare", "Kommunen", "task", "assist", None),
        ("S07", "Lese svaret", "Innbygger", "task", "none", None),
    ]  # fmt: skip
    assert model.variant is None
    assert model.name == "Kommunen"


def test_what_no_step_keeps_is_named() -> None:
    model = read_bpmn(FOREIGN.encode(), "x.bpmn")
    assert {(one.kind, one.name) for one in model.left_out} == {
        ("startEvent", "Søknad kom"), ("exclusiveGateway", "Komplett?"), ("subProcess", "Vurdere"), ("loop", "Sjekke"),
        ("boundaryEvent", "For sent"), ("textAnnotation", "Husk å ringe"), ("messageFlow", "Søknad"),
        ("messageFlow", ""), ("condition", ""),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_kind_that_is_left_out_has_its_word(language: str) -> None:

    kinds = {
        *read._GATEWAYS,
        *read._EDGES,
        *read._MIDDLE,
        *read._OTHER,
        "subProcess",
        "loop",
        "timer",
        "condition",
        "participant",
        "documentation",
        "performer",
    }
    assert set(Words(language).find("bpmn.kinds")) == kinds


DRAWN = """<d:definitions xmlns:d="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:i="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:c="http://www.omg.org/spec/DD/20100524/DC" xmlns:t="urn:t" targetNamespace="urn:t">
  <d:collaboration id="C"><d:participant id="P" name="Kommunen" processRef="t:K"/>
    <d:participant id="Q" name="Bank"/></d:collaboration>
  <d:process id="K">
    <d:laneSet id="S"><d:lane id="L1" name="Arkiv"/><d:lane id="L2" name="Fag"/></d:laneSet>
    <d:startEvent id="a"><d:timerEventDefinition/></d:startEvent>
    <d:task id="b" name="Vurdere"><d:documentation>Nøye</d:documentation><d:potentialOwner/></d:task>
    <d:task id="e" name="Journalføre"/><d:parallelGateway id="g"/>
  </d:process>
  <i:BPMNDiagram><i:BPMNPlane>
    <i:BPMNShape bpmnElement="L1"><c:Bounds x="0" y="0" width="500" height="100"/></i:BPMNShape>
    <i:BPMNShape bpmnElement="L2"><c:Bounds x="0" y="100" width="500" height="100"/></i:BPMNShape>
    <i:BPMNShape bpmnElement="b"><c:Bounds x="300" y="110" width="100" height="80"/></i:BPMNShape>
    <i:BPMNShape bpmnElement="t:e"><c:Bounds x="100" y="10" width="100" height="80"/></i:BPMNShape>
  </i:BPMNPlane></i:BPMNDiagram>
</d:definitions>
"""


def test_where_lanes_name_no_nodes_the_drawing_says_who() -> None:
    model = read_bpmn(DRAWN.encode(), "x.bpmn")
    # nothing leads from one to the other: the one to the left comes first
    assert [(step.name, step.actor) for step in model.steps] == [("Journalføre", "Arkiv"), ("Vurdere", "Fag")]
    assert {(one.kind, one.name) for one in model.left_out} == {
        ("startEvent", ""), ("parallelGateway", ""), ("participant", "Bank"), ("documentation", "Vurdere"),
        ("performer", "Vurdere"),
    }  # fmt: skip
    assert model.name == "Kommunen"


def test_a_ring_of_flows_has_an_order_too() -> None:
    assert in_order("abc", [("a", "b"), ("b", "c"), ("c", "a")], [], {}) == ["a", "b", "c"]
    assert in_order("ba", [], [("a", "b"), ("b", "a")], {}) == ["a", "b"]
    assert in_order("ab", [], [], {"a": 9, "b": 1}) == ["b", "a"]


DEEP = "<b:subProcess>" * (DEEPEST + 1)


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "xml-broken"),
        (b"PK\x03\x04", "xml-broken"),
        (b"<a><b></a>", "xml-broken"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "xml-broken"),
        (b"<a/>", "not-bpmn"),
        (b"<definitions/>", "not-bpmn"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "xml-document-type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "xml-document-type"),
        (f'<b:definitions xmlns:b="{B[1:-1]}">{DEEP}'.encode(), "xml-too-large"),
        (b" " * (LARGEST + 1), "xml-too-large"),
        (f'<definitions xmlns="{B[1:-1]}"/>'.encode(), "bpmn-without-steps"),
        (f'<definitions xmlns="{B[1:-1]}"><process id="p"><startEvent id="s"/></process></definitions>'.encode(),
         "bpmn-without-steps"),
    ],
)  # fmt: skip
def test_what_is_no_model_is_refused_with_its_reason(data: bytes, slug: str) -> None:
    with pytest.raises(Stop) as stop:
        read_bpmn(data, "x.bpmn")
    assert stop.value.problems[0].slug == slug


@given(st.binary(max_size=60), st.integers(0, len(FOREIGN) - 1))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused_and_never_breaks(garbage: bytes, at: int) -> None:
    data = FOREIGN.encode()
    assert refusal(data[:at] + garbage + data[at + len(garbage) :]) in {
        None, "xml-broken", "not-bpmn", "xml-document-type", "bpmn-without-steps",
    }  # fmt: skip


def refusal(data: bytes) -> str | None:
    try:
        read_bpmn(data, "x.bpmn")
    except Stop as stop:
        return stop.problems[0].slug
    return None


# ------------------------------------------------------------------------------------------------- at the keyboard


def test_a_model_is_shown_first_and_written_when_asked(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "sfo.bpmn"
    file.write_text(FOREIGN, "utf-8")
    before = (halden / "3-processes.yaml").read_text("utf-8")
    shown = tpn("process", "sfo", "--from", file, "-p", halden)
    assert shown.code == 0
    assert "sfo.bpmn: Kommunen, 7 steg, 5 aktører" in shown.out
    assert "1 × veivalg: «Komplett?»" in shown.out
    assert (halden / "3-processes.yaml").read_text("utf-8") == before
    assert tpn("process", "sfo", "--from", file, "--write", "-p", halden).code == 0
    after = (halden / "3-processes.yaml").read_text("utf-8")
    assert "{id: S02, name: Motta søknaden, actor: Servicesenter}" in after
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert (halden / "3-processes.yaml").read_text("utf-8") == before


def test_our_own_file_back_unchanged_changes_nothing_and_one_change_is_one_line(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    file = tmp_path / "b.bpmn"
    assert tpn("process", "barnehage", "--variant", "papir", "-p", halden, "-o", file).code == 0
    before = (halden / "3-processes.yaml").read_text("utf-8").splitlines()
    assert "har alt disse stegene" in tpn("process", "barnehage", "--from", file, "--write", "-p", halden).err
    file.write_text(file.read_text("utf-8").replace("Åpne og skanne posten", "Åpne posten"), "utf-8")
    assert tpn("process", "barnehage", "--from", file, "--write", "-p", halden).code == 0
    after = (halden / "3-processes.yaml").read_text("utf-8").splitlines()
    changed = [(a.strip(), b.strip()) for a, b in zip(before, after, strict=True) if a != b]
    rest = "actor: Postmottak, system: Sak-/arkivsystem, minutes: 5, wait_days: 2}"
    old, new = (f"- {{id: S08, name: {name}, {rest}" for name in ("Åpne og skanne posten", "Åpne posten"))
    assert changed == [(old, new)]


def test_a_file_of_another_service_is_said_to_be_so(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.bpmn"
    assert tpn("process", "barnehage", "-p", halden, "-o", file).code == 0
    assert "laget fra tjenesten barnehage" in tpn("process", "sfo", "--from", file, "-p", halden).err
    assert "laget fra tjenesten" not in tpn("process", "barnehage", "--from", file, "-p", halden).err


def test_minutes_are_kept_for_a_step_of_the_same_name(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.bpmn"
    file.write_text(FOREIGN.replace("Motta  søknaden", "Åpne og skanne posten"), "utf-8")
    result = tpn("process", "barnehage", "--from", file, "--write", "-p", halden)
    assert "beholdt for 1 steg" in result.err
    step = (
        next(one for one in load(halden).sound().processes.services if one.service == "barnehage")
        .variants[VariantName.PAPER]
        .steps[1]
    )
    assert (step.name, step.actor, step.system) == (
        "Åpne og skanne posten",
        "Servicesenter",
        "Sak-/arkivsystem",
    )
    assert (step.minutes, step.wait_days) == (5, 2)


def test_a_service_without_a_process_gets_one(tpn: Tpn, tmp_path: Path) -> None:
    folder, file = tmp_path / "ny", tmp_path / "x.bpmn"
    assert tpn("init", folder, "--services", "Utlån av kajakk", "--start", "2026-10-05").code == 0
    file.write_text(FOREIGN, "utf-8")
    assert (
        tpn("process", "kajakk", "--from", file, "--variant", "selvbetjent", "--write", "-p", folder).code
        == 0
    )
    assert "Sende søknad" in tpn("process", "kajakk", "--variant", "selvbetjent", "-p", folder).out


@pytest.mark.parametrize(("name", "slug"), [("finnes-ikke.bpmn", "file-missing"), (".", "file-is-folder")])
def test_a_file_that_is_not_there_is_one_sentence(tpn: Tpn, halden: Path, name: str, slug: str) -> None:
    result = tpn("process", "sfo", "--from", halden / name, "-p", halden)
    assert result.code == 1
    assert f"[{slug}]" in result.err
