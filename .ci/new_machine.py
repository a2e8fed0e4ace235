"""The locks install on a machine made next year: whatever is newer by then is left alone.

A newer release of every locked package is put on offer, as an empty wheel, and each lock is
resolved for an empty environment. What pip would install has to be what is locked, with the oldest
pip that is supported and with the newest. That the check can fail is tried too: a lock that lacks a
package is refused, and so is, by the oldest pip, one that lacks an extra.

Run by `.ci/run` with the interpreter of `make test`; needs the package index.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [ROOT / "requirements" / name for name in ("run.txt", "site.txt", "dev.txt")]

# Python 3.11.0 brings pip 22.3, and no older Python is supported. That pip does not run on Python
# 3.12 and newer; there the oldest is the one that `python -m venv` brings.
OLDEST = "22.3" if sys.version_info < (3, 12) else None

# Above every release, now and later; none of the packages numbers its releases by an epoch.
NEWER = "99999"


def locked(lock: Path) -> dict[str, str]:
    """The versions that a lock pins for this interpreter, by package."""
    lines = re.sub(r"\\\n", " ", lock.read_text(encoding="utf-8")).splitlines()
    pins: dict[str, str] = {}
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement = Requirement(line.split(" --hash=")[0].strip())
        (pin,) = requirement.specifier
        if requirement.marker is None or requirement.marker.evaluate():
            pins[canonicalize_name(requirement.name)] = pin.version
    return pins


def offer(folder: Path, names: set[str]) -> None:
    """Put an empty wheel of a newer release of each package into `folder`."""
    for name in names:
        stem = f"{name.replace('-', '_')}-{NEWER}"
        with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
            info = f"{stem}.dist-info"
            tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            wheel.writestr(f"{info}/WHEEL", tags)
            metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {NEWER}\n"
            wheel.writestr(f"{info}/METADATA", metadata)
            wheel.writestr(f"{info}/RECORD", "")


class Machine:
    """An empty environment with a pip of a certain version, where newer releases are on offer."""

    def __init__(self, place: Path, offered: Path, pip: str | None) -> None:
        venv.create(place, with_pip=True)
        self.pip = [str(place / "bin/python"), "-m", "pip", "--disable-pip-version-check"]
        self.offered = offered
        if pip is not None:
            subprocess.run([*self.pip, "install", "--quiet", "--upgrade", pip], check=True)

    def version(self) -> str:
        """What its pip calls itself."""
        done = subprocess.run([*self.pip, "--version"], capture_output=True, text=True, check=True)
        return " ".join(done.stdout.split()[:2])

    def would_install(self, lock: Path) -> dict[str, str] | str:
        """The versions by package; what pip says where it refuses the lock."""
        report = self.offered / "report.json"
        options = ["--quiet", "--dry-run", "--ignore-installed", "--report", str(report)]
        source = ["--find-links", str(self.offered), "--require-hashes", "--requirement", str(lock)]
        done = subprocess.run(
            [*self.pip, "install", *options, *source],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return done.stderr
        entries = json.loads(report.read_text(encoding="utf-8"))["install"]
        found = [entry["metadata"] for entry in entries]
        return {canonicalize_name(entry["name"]): entry["version"] for entry in found}


def without_extras(lock: str) -> str:
    """The lock as it was when it failed: old pips look for what lacks an extra anew."""
    return re.sub(r"^([\w-]+)\[.*?\]", r"\1", lock, flags=re.MULTILINE)


def without_one(lock: str) -> str:
    """The lock without its first package, which others need."""
    return re.sub(r"\A.*?(?=^[a-z])", "", lock[1:], flags=re.MULTILINE | re.DOTALL)


def main() -> int:
    """Try every lock with every pip; the exit code."""
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        offered = scratch / "offered"
        offered.mkdir()
        offer(offered, {name for lock in LOCKS for name in locked(lock)})
        for name, pip in (("oldest", OLDEST and f"pip=={OLDEST}"), ("newest", "pip")):
            machine = Machine(scratch / name, offered, pip)
            version = machine.version()
            for lock in LOCKS:
                failures += not installs(machine, version, lock)
            broken = [(LOCKS[0], without_one)]
            if pip == f"pip=={OLDEST}":
                broken.append((LOCKS[-1], without_extras))
            for lock, breaking in broken:
                text = lock.read_text(encoding="utf-8")
                assert breaking(text) != text, "nothing to break, hence nothing tried"
                copy = scratch / "broken.txt"
                copy.write_text(breaking(text), encoding="utf-8")
                if isinstance(machine.would_install(copy), str):
                    print(f"{version} refuses {lock.name} {breaking.__name__.replace('_', ' ')}")
                else:
                    print(f"{version} takes {lock.name} {breaking.__name__}: this check is blind")
                    failures += 1
    return int(failures > 0)


def installs(machine: Machine, version: str, lock: Path) -> bool:
    """Whether what would be installed is what is locked; says so."""
    expected, found = locked(lock), machine.would_install(lock)
    if found == expected:
        print(f"{version} installs {lock.name} as it is: {len(expected)} packages")
        return True
    print(f"{version} does not install {lock.name} as it is:")
    print(found if isinstance(found, str) else differences(expected, found))
    return False


def differences(expected: dict[str, str], found: dict[str, str]) -> str:
    """Which packages would not be as locked, a line each."""
    names = sorted(expected.keys() | found.keys())
    return "\n".join(
        f"  {name}: locked {expected.get(name)}, would be {found.get(name)}"
        for name in names
        if expected.get(name) != found.get(name)
    )


if __name__ == "__main__":
    sys.exit(main())
