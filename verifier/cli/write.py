"""Writing a folder of files, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def ours(out: Path, mark: str) -> bool:
    """Whether a folder may be replaced: it is empty, or holds the file that marks our reports."""
    return not any(out.iterdir()) or (out / mark).is_file()


def replace(out: Path, files: Mapping[str, str]) -> None:
    """Put everything together beside `out`, then put it in its place.

    Files that stay as they were are linked, not written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        for name, text in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text.encode()
            if not _kept(out / name, path, data):
                path.write_bytes(data)
        fresh.chmod(0o755)
        old = fresh.with_name(f"{fresh.name}.old")
        if out.exists():
            Path(out).replace(old)
        Path(fresh).replace(out)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _kept(old: Path, new: Path, data: bytes) -> bool:
    """Whether a file that stays as it was could be taken along without writing it."""
    try:
        if old.is_symlink() or old.read_bytes() != data:
            return False
        new.hardlink_to(old)
    except OSError:
        return False
    return True
