"""The installer: an MSI of the folder's files, for one user without administrator or for the machine (``ALLUSERS=1``).

Made with wixl and msibuild (msitools). Everything that could differ from one build to the next – identities, times –
comes from names and from the release.
"""

import hashlib
import os
import struct
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from windows_python import said

FAMILY = uuid.UUID("5c9a0f0e-6b0d-5d0e-9c1b-0f7f5d1f2a11")
"""What all versions of the installer have in common; a new one finds an older one by it. Never changed."""

_WIX = "http://schemas.microsoft.com/wix/2006/wi"
_FOR_ALL, _FOR_ONE = "ALLUSERS=1", "NOT ALLUSERS=1"
_WORKBOOKS = (".xlsx", ".xls", ".ods")

_WHEN = {"PathOfUser": _FOR_ONE, "PathOfMachine": _FOR_ALL, "SendTo": _FOR_ONE, "WorkbookMenu": _FOR_ALL}

# «=» set, «-» taken away at removal, «*» the machine's; [~] is what stands there
_ENVIRONMENT = """Environment\tName\tValue\tComponent_
s72\tl255\tL255\ts72
Environment\tEnvironment
PathOfUser\t=-PATH\t[~];[INSTALLDIR]\tPathOfUser
PathOfMachine\t=-*PATH\t[~];[INSTALLDIR]\tPathOfMachine
"""


def identity(*words: str) -> str:
    """A GUID that follows from words."""
    return "{" + str(uuid.uuid5(FAMILY, "/".join(words))).upper() + "}"


def make_installer(folder: Path, version: str, msi: Path) -> Path:
    """Make the MSI of the files in ``folder``; it is answered.

    Raises:
        CannotBuild: wixl or msibuild is not here, or does not do its work.
    """
    moment, began = int(os.environ["SOURCE_DATE_EPOCH"]), int(time.time())
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))
    with tempfile.TemporaryDirectory() as work:
        source = Path(work, "tpn.wxs")
        ET.ElementTree(_package(folder, version)).write(source, "utf-8", xml_declaration=True)
        said("wixl", "-a", "x64", "-o", msi.absolute(), source, place=folder)
        _complete(msi, Path(work))
        _settle(msi, version, folder, began)
    return msi


def _complete(msi: Path, work: Path) -> None:
    """What wixl cannot write: the path, the conditions of components, and what a command line may set."""
    _table(msi, work, "Environment", lambda _: _ENVIRONMENT)
    _table(msi, work, "InstallExecuteSequence", lambda rows: (
        f"{rows}RemoveEnvironmentStrings\t\t3300\nWriteEnvironmentStrings\t\t5200\n"
    ))  # fmt: skip
    _table(msi, work, "Component", _with_conditions)
    _table(msi, work, "Property", _with_what_may_be_said)


def _with_what_may_be_said(rows: str) -> str:
    """The table of properties; those that a command line may set for the whole installation are named in one."""
    others = [line for line in rows.splitlines() if not line.startswith("SecureCustomProperties")]
    return "\n".join([*others, "SecureCustomProperties\tINSTALLDIR;NEWERFOUND;OLDERFOUND", ""])


def _with_conditions(rows: str) -> str:
    """The table of components: name, identity, directory, attributes, condition, key path."""
    lines = []
    for line in rows.splitlines():
        cells = line.split("\t")
        if cells[0] in _WHEN:
            cells[4] = _WHEN[cells[0]]
        lines.append("\t".join(cells) + "\n")
    return "".join(lines)


def _table(msi: Path, work: Path, name: str, change: Callable[[str], str]) -> None:
    """Take a table out of the package, change its text and put it back."""
    tables = said("msiinfo", "tables", msi).split()
    there = said("msiinfo", "export", msi, name).replace("\r\n", "\n") if name in tables else ""
    (path := work / f"{name}.idt").write_text(change(there), "utf-8", newline="\r\n")
    said("msibuild", msi, "-i", path)


def _settle(msi: Path, version: str, folder: Path, began: int) -> None:
    """The package's own identity follows from its files, and its times from the release, not from the build."""
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            told.update(
                path.relative_to(folder).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest()
            )
    said(
        "msibuild",
        msi,
        "-s",
        f"tpn {version}",
        "tpn",
        "x64;1044",
        identity("package", version, told.hexdigest()),
    )
    data, release = msi.read_bytes(), _file_time(int(os.environ["SOURCE_DATE_EPOCH"]))
    for second in range(
        began - 1, int(time.time()) + 2
    ):  # msitools asks the clock, and no option of theirs sets it
        data = data.replace(_file_time(second), release)
    msi.write_bytes(data)


def _file_time(second: int) -> bytes:
    """A moment (seconds since 1970) as the package's summary holds it."""
    return struct.pack("<BxxxQ", 0x40, second * 10_000_000 + 116_444_736_000_000_000)


def _package(folder: Path, version: str) -> ET.Element:
    wix = ET.Element("Wix", {"xmlns": _WIX})
    product = _in(
        wix, "Product", Id=identity("product", version), Name="tpn", Language="1044", Version=version,
        Manufacturer="tpn", UpgradeCode="{" + str(FAMILY).upper() + "}",
    )  # fmt: skip
    _in(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        Platform="x64",
        Description=f"tpn {version}",
        Comments="",
    )
    _in(product, "Media", Id="1", Cabinet="tpn.cab", EmbedCab="yes")
    for name, value in {"ALLUSERS": "2", "MSIINSTALLPERUSER": "1", "ARPNOMODIFY": "1"}.items():
        _in(product, "Property", Id=name, Value=value)
    upgrade = _in(product, "Upgrade", Id="{" + str(FAMILY).upper() + "}")
    _in(
        upgrade,
        "UpgradeVersion",
        Minimum="0.0.0",
        Maximum=version,
        IncludeMinimum="yes",
        IncludeMaximum="no",
        Property="OLDERFOUND",
    )
    _in(
        upgrade,
        "UpgradeVersion",
        Minimum=version,
        IncludeMinimum="no",
        OnlyDetect="yes",
        Property="NEWERFOUND",
    )
    _in(product, "Condition", Message="En nyere tpn er installert.").text = "NOT NEWERFOUND"
    _in(product, "CustomAction", Id="PlaceForAll", Property="INSTALLDIR", Value="[ProgramFiles64Folder]tpn\\")
    steps = _in(product, "InstallExecuteSequence")
    _in(steps, "Custom", Action="PlaceForAll", Before="CostFinalize").text = f"{_FOR_ALL} AND NOT INSTALLDIR"
    _in(steps, "RemoveExistingProducts", After="InstallInitialize")
    components = list(_places(product, folder, version))
    feature = _in(product, "Feature", Id="Whole", Title="tpn", Level="1")
    for name in components:
        _in(feature, "ComponentRef", Id=name)
    return wix


def _places(product: ET.Element, folder: Path, version: str) -> Iterator[str]:
    """Where everything goes; the names of the components."""
    target = _in(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    local = _in(
        _in(target, "Directory", Id="LocalAppDataFolder"), "Directory", Id="UserPrograms", Name="Programs"
    )
    place = _in(local, "Directory", Id="INSTALLDIR", Name="tpn")
    _in(target, "Directory", Id="ProgramFiles64Folder")
    yield from _files(place, folder, folder, version)
    for name in ("PathOfUser", "PathOfMachine"):
        _in(_component(place, name, version), "CreateFolder")
        yield name
    yield from _icons(target, version)
    yield from _menu_of_workbooks(place, version)


def _files(place: ET.Element, folder: Path, top: Path, version: str) -> Iterator[str]:
    """A component for each folder that holds files."""
    here = folder.relative_to(top).as_posix()
    inside = sorted(folder.iterdir(), key=lambda path: path.name)
    if files := [path for path in inside if path.is_file()]:
        component = _component(place, "c" + _short(here), version)
        for number, path in enumerate(files):
            name = "TpnProgram" if path == top / "tpn.exe" else "f" + _short(path.relative_to(top).as_posix())
            _in(
                component,
                "File",
                Id=name,
                Name=path.name,
                Source=path.relative_to(top).as_posix(),
                **({"KeyPath": "yes"} if not number else {}),
            )
        yield component.attrib["Id"]
    for path in inside:
        if path.is_dir():
            deeper = _in(
                place, "Directory", Id="d" + _short(path.relative_to(top).as_posix()), Name=path.name
            )
            yield from _files(deeper, path, top, version)


def _icons(target: ET.Element, version: str) -> Iterator[str]:
    """*Start tpn* in the start menu, and *Send til → tpn*, which each user has for himself."""
    menu = _in(target, "Directory", Id="ProgramMenuFolder")
    component = _component(menu, "StartMenu", version)
    _in(
        component, "Shortcut", Id="StartTpn", Name="Start tpn", Target="[INSTALLDIR]tpn.exe", Arguments="menu",
        WorkingDirectory="PersonalFolder", Description="Prosjektene dine, og det en prosjektleder gjør",
    )  # fmt: skip
    _mark(component, "start")
    yield "StartMenu"
    send = _in(target, "Directory", Id="SendToFolder")
    component = _component(send, "SendTo", version)
    _in(
        component,
        "Shortcut",
        Id="SendToTpn",
        Name="tpn",
        Target="[INSTALLDIR]tpn.exe",
        WorkingDirectory="PersonalFolder",
    )
    _mark(component, "send")
    yield "SendTo"
    _in(target, "Directory", Id="PersonalFolder")


def _menu_of_workbooks(place: ET.Element, version: str) -> Iterator[str]:
    """For the machine, *Send til* can be nobody's own: the same choice in the menu of a workbook."""
    component = _component(place, "WorkbookMenu", version)
    for suffix in _WORKBOOKS:
        key = rf"Software\Classes\SystemFileAssociations\{suffix}\shell\tpn"
        _in(
            component,
            "RegistryValue",
            Root="HKLM",
            Key=key,
            Type="string",
            Value="Les inn i tpn",
            Id=f"verb{suffix[1:]}",
        )
        _in(
            component, "RegistryValue", Root="HKLM", Key=rf"{key}\command", Type="string",
            Value='"[INSTALLDIR]tpn.exe" "%1"', Id=f"line{suffix[1:]}",
        )  # fmt: skip
    yield "WorkbookMenu"


def _mark(component: ET.Element, name: str) -> None:
    """What tells the installer that an icon is there: a value of the user's."""
    _in(
        component,
        "RegistryValue",
        Root="HKCU",
        Key=r"Software\tpn",
        Name=name,
        Type="integer",
        Value="1",
        KeyPath="yes",
        Id=f"mark{name}",
    )


def _component(place: ET.Element, name: str, version: str) -> ET.Element:
    return _in(place, "Component", Id=name, Guid=identity("component", version, name), Win64="yes")


def _short(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:16]


def _in(element: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(element, tag, attributes)
