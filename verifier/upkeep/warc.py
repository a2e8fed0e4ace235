"""What was read as a web archive: one record of WARC 1.1 (ISO 28500:2017), compressed."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import NAMESPACE_URL, uuid5

from verifier.dataclass import dataclass

_BODY_ALONE = frozenset({"transfer-encoding", "content-length", "content-encoding", "connection"})
"""Headers on how a body came over the wire, which is kept as it was after that."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: its bytes, its address, and the answer's status and headers over HTTP.

    Without a status it was a file.
    """

    data: bytes
    address: str
    status: int | None = None
    headers: Sequence[tuple[str, str]] = ()


def warc(read: Read, at: datetime) -> bytes:
    """A file of one record: the answer of a host, or a file as a resource.

    The same bytes, address and moment give the same file.
    """
    block, kind, content = read.data, "resource", "application/octet-stream"
    if read.status is not None:
        block, kind, content = _answer(read), "response", "application/http; msgtype=response"
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = uuid5(NAMESPACE_URL, f"{read.address} {moment} {_digest(block)}")
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Date": moment,
        "WARC-Target-URI": read.address,
        "WARC-Payload-Digest": _digest(read.data),
        "WARC-Block-Digest": _digest(block),
        "Content-Type": content,
        "Content-Length": f"{len(block)}",
    }
    return gzip.compress(_head("WARC/1.1", fields.items()) + block + b"\r\n\r\n", mtime=0)


def _answer(read: Read) -> bytes:
    assert read.status is not None
    reason = {status.value: status.phrase for status in HTTPStatus}.get(read.status, "")
    headers = [pair for pair in read.headers if pair[0].casefold() not in _BODY_ALONE]
    size = ("Content-Length", f"{len(read.data)}")
    return _head(f"HTTP/1.1 {read.status} {reason}", [*headers, size]) + read.data


def _head(first: str, fields: Iterable[tuple[str, str]]) -> bytes:
    lines = [first, *(f"{name}: {' '.join(value.split())}" for name, value in fields)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8")


def _digest(data: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode()}"
