"""Parts of HTTP clients: what code gets that takes an attribute of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.read.abstract import Abstract, ClientRef, HeapClient, MethodRef
from migrator.read.clients import SEEING_REQUESTS

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


def attribute(reader: Reader, owner: ClientRef, name: str, frame: Frame) -> Abstract:
    """What `client.name` stands for: a method, or its default headers.

    Who takes what is run or added for each request is held to change it.
    """
    client = frame.state.heap.get(owner.id)
    if name == "headers" and isinstance(client, HeapClient):
        return client.headers
    changed = frame.state.client_to_change(owner) if name in SEEING_REQUESTS else None
    if changed is not None:
        changed.doubt = changed.doubt or f"its {name} may be changed"
        reader.changed(owner, frame)
    return MethodRef(owner, name)
