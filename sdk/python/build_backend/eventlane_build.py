"""Builds the package: the hooks of PEP 517 and PEP 660, which pip calls, of nothing but the standard library."""

from __future__ import annotations

import base64
import hashlib
import re
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "event_client"
NAME = "eventlane"
_WHEEL = "Wheel-Version: 1.0\nGenerator: eventlane\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
#: Fixed, so that the same sources give the same file, byte for byte.
_TIME = (1980, 1, 1, 0, 0, 0)


def build_wheel(
    wheel_directory: str, config_settings: Optional[Mapping[str, Any]] = None, metadata_directory: Optional[str] = None
) -> str:
    """Writes the wheel; returns its name."""
    return _write_wheel(wheel_directory, _package_files())


def build_editable(
    wheel_directory: str, config_settings: Optional[Mapping[str, Any]] = None, metadata_directory: Optional[str] = None
) -> str:
    """Writes a wheel that points here; returns its name."""
    return _write_wheel(wheel_directory, {f"{NAME}.pth": f"{ROOT}\n".encode()})


def build_sdist(sdist_directory: str, config_settings: Optional[Mapping[str, Any]] = None) -> str:
    """Writes the archive of sources; returns its name."""
    folder = f"{NAME}-{_version()}"
    files = {**_package_files(), "PKG-INFO": _metadata()}
    for name in ("README.md", "pyproject.toml", f"build_backend/{Path(__file__).name}"):
        files[name] = (ROOT / name).read_bytes()
    with tarfile.open(Path(sdist_directory, f"{folder}.tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content))
    return f"{folder}.tar.gz"


def _version() -> str:
    text = (ROOT / PACKAGE / "_version.py").read_text(encoding="utf-8")
    found = re.search(r'^VERSION = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError(f"{PACKAGE}/_version.py does not set VERSION")
    return found.group(1)


def _metadata() -> bytes:
    header = (
        f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {_version()}\n"
        "Summary: Client of Eventlane: every event counted once, also after it was changed or deleted\n"
        "License: Apache-2.0\nRequires-Python: >=3.9\nClassifier: Typing :: Typed\n"
        "Description-Content-Type: text/markdown\n\n"
    )
    return header.encode() + (ROOT / "README.md").read_bytes()


def _package_files() -> Dict[str, bytes]:
    files = sorted((ROOT / PACKAGE).glob("*.py")) + [ROOT / PACKAGE / "py.typed"]
    return {f"{PACKAGE}/{file.name}": file.read_bytes() for file in files}


def _write_wheel(directory: str, files: Dict[str, bytes]) -> str:
    info = f"{NAME}-{_version()}.dist-info"
    contents = {**files, f"{info}/METADATA": _metadata(), f"{info}/WHEEL": _WHEEL.encode()}
    record = "".join(f"{name},{_digest(content)},{len(content)}\n" for name, content in contents.items())
    contents[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    name = f"{NAME}-{_version()}-py3-none-any.whl"
    with zipfile.ZipFile(Path(directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in contents.items():
            entry = zipfile.ZipInfo(path, _TIME)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content)
    return name


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
