"""The parts of the folder: tpn's wheel, the packages it needs on Windows as they are locked, and the list of both."""

import hashlib
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from cyclonedx.model import HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from windows_python import CannotBuild, said, wanted

TOOLS = Path(sys.executable).parent
LEGAL = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A wheel: what it is called, and the file."""

    name: str
    version: str
    wheel: Path

    @property
    def sha256(self) -> str:
        """The hash of the wheel, as the package index has it."""
        return hashlib.sha256(self.wheel.read_bytes()).hexdigest()

    @property
    def key(self) -> str:
        """What it is called in the lock."""
        return _canonical(f"{self.name}=={self.version}")


def part_of(wheel: Path) -> Part:
    """What a wheel says that it is."""
    about = _metadata(wheel)
    return Part(about["Name"], about["Version"], wheel)


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        return HeaderParser().parsestr(packed.read(name).decode("utf-8"))


def collected(wheel: Path, lock: Path, version: str, into: Path) -> list[Part]:
    """The part of tpn first, then those of the packages that it needs on Windows, as wheels at locked versions.

    Raises:
        CannotBuild: a package is not in the lock: what is tried and what is given out must be the same.
    """
    into.mkdir(parents=True, exist_ok=True)
    needed = said(
        TOOLS / "uv", "pip", "compile", "-q", "--no-header", "--no-annotate", "--generate-hashes", "-c", lock,
        "--only-binary", ":all:", "--python-platform", "x86_64-pc-windows-msvc", "--python-version", version,
        _asking_for(wheel, into),
    )  # fmt: skip
    pinned = {_canonical(line) for line in lock.read_text("utf-8").splitlines() if "==" in line}
    asked = {_canonical(found) for found in re.findall(r"^\S+==\S+", needed, re.MULTILINE)}
    if lacking := sorted(asked - pinned):
        raise CannotBuild(
            f"not in {lock.name}: {', '.join(lacking)}. Add what Windows needs, with its marker."
        )
    (listed := into / "needed.txt").write_text(needed, "utf-8")
    _download(listed, version, into)
    return [
        part_of(wheel),
        *sorted((part_of(one) for one in into.glob("*.whl")), key=lambda one: one.name.lower()),
    ]


def _asking_for(wheel: Path, into: Path) -> Path:
    """What the wheel asks for, without its extras, as a file of requirements."""
    asked = [one for one in _metadata(wheel).get_all("Requires-Dist", []) if "extra ==" not in one]
    (path := into / "asked.in").write_text("\n".join(asked) + "\n", "utf-8")
    return path


def _canonical(line: str) -> str:
    name, _, version = re.split(r"[;\s\\]", line.strip())[0].partition("==")
    return f"{re.sub('[-_.]+', '-', name).lower()}=={version}"


def _download(listed: Path, version: str, into: Path) -> None:
    short = "".join(version.split(".")[:2])
    said(
        TOOLS / "pip", "download", "-q", "--no-deps", "--require-hashes", "-r", listed, "-d", into,
        "--only-binary", ":all:", "--platform", "win_amd64", "--implementation", "cp",
        "--python-version", short, "--abi", f"cp{short}", "--abi", "abi3", "--abi", "none",
    )  # fmt: skip


def unpack(parts: Iterable[Part], packages: Path) -> None:
    """Lay the wheels out; a script that a package brings is no program of tpn's and stays behind."""
    for part in parts:
        with zipfile.ZipFile(part.wheel) as packed:
            for name in packed.namelist():
                inner = re.sub(r"^[^/]+\.data/(purelib|platlib)/", "", name)
                if (
                    not name.endswith("/")
                    and not re.match(r"[^/]+\.data/", inner)
                    and wanted(inner, "packages")
                ):
                    to = packages / inner
                    to.parent.mkdir(parents=True, exist_ok=True)
                    to.write_bytes(packed.read(name))


def lay_out_licences(parts: Iterable[Part], packages: Path, folder: Path) -> None:
    """A folder for each part with the licences that it carries, or with its own words of them where it carries none."""
    infos = {
        _canonical(info.stem.replace("-", "==", 1)): info for info in packages.glob("*.dist-info")
    }  # fmt: skip
    for part in parts:
        info, to = infos[part.key], folder / f"{part.name}-{part.version}"
        to.mkdir(parents=True)
        found = [path for path in sorted(info.rglob("*")) if path.is_file() and LEGAL.search(path.name)]
        for path in found:
            name = path.relative_to(info).as_posix().removeprefix("licenses/").replace("/", "-")
            (to / (name if "." in name else f"{name}.txt")).write_bytes(path.read_bytes())
        if not found:
            about = _metadata(part.wheel).items()
            told = [
                f"{key}: {value}"
                for key, value in about
                if "licen" in f"{key} {value}".lower() and "\n" not in value
            ]
            (to / "LICENSE.txt").write_text(
                "\n".join([f"{part.name} {part.version}", *told, ""]), "utf-8", newline="\r\n"
            )


def list_of_parts(parts: list[Part], packages: Path, others: Iterable[Component], listed: Path) -> None:
    """Write the list of parts (CycloneDX 1.6, JSON): each with version, licence, hash and what it asks for."""
    with tempfile.TemporaryDirectory() as work:
        python = Path(work, "python")
        python.write_text(f"#!/bin/sh\necho '{json.dumps([str(packages)])}'\n", "utf-8")
        python.chmod(0o755)
        said(
            TOOLS / "cyclonedx-py", "environment", "--sv", "1.6", "--output-reproducible",
            "-o", Path(work, "bom.json"), python,
        )  # fmt: skip
        bom = Bom.from_json(json.loads(Path(work, "bom.json").read_text("utf-8")))
    hashes = {part.key: part.sha256 for part in parts}
    components = list(bom.components)
    for component in components:
        known = hashes[_canonical(f"{component.name}=={component.version}")]
        component.hashes.add(HashType.from_composite_str(f"sha256:{known}"))
    own = next(one for one in components if one.name == parts[0].name)
    own.type = ComponentType.APPLICATION
    bom.metadata.component = own
    bom.components = [*(one for one in components if one is not own), *others]
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    data = json.loads(text)
    data.pop("serialNumber", None)  # drawn anew each time: two builds are alike
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise CannotBuild(f"the list of parts is no CycloneDX: {fault}")
    listed.write_text(text, "utf-8", newline="")


def other_part(kind: ComponentType, about: Mapping[str, str]) -> Component:
    """A part that is no package of tpn's: ``name``, ``version``, ``licence`` (SPDX), ``sha256``, ``description``."""
    return Component(
        type=kind, name=about["name"], version=about["version"], description=about.get("description"),
        licenses=[DisjunctiveLicense(id=about["licence"])],
        hashes=[HashType.from_composite_str(f"sha256:{about['sha256']}")],
        bom_ref=f"{about['name']}=={about['version']}",
    )  # fmt: skip
