"""Senders that are entered: a class with `__enter__`, or a function under `@contextmanager`."""

from __future__ import annotations

from tests.end_to_end.differential.draft import Draft, indented
from tests.end_to_end.differential.senders import Sender, header_constant
from tests.end_to_end.differential.urls import PATHS, base_address


def context_manager(draft: Draft, *, asynchronous: bool) -> Sender:
    """What a service enters to send: it gives a client, or itself."""
    at = draft.elsewhere("transport")
    base, headers = base_address(at), header_constant(at)
    library = at.pick(["httpx", "httpx2"])
    at.imports.add(f"import {library}")
    kind = "AsyncClient" if asynchronous else "Client"
    made = f"{library}.{kind}(base_url={base.expression}, headers={headers})"
    form = at.pick(["class", "function", "itself"])
    at.trait(f"sender manager {form}")
    name = at.fresh("Connection" if form != "function" else "connected")
    a, awaiting, close = ("a", "await ", "aclose") if asynchronous else ("", "", "close")
    prefix = "async " if asynchronous else ""
    if form == "function":
        at.imports.add("import contextlib")
        decorator = f"contextlib.{'async' if a else ''}contextmanager"
        at.functions.append(
            f"@{decorator}\n{prefix}def {name}():\n"
            f"    {prefix}with {made} as client:\n        yield client"
        )
    else:
        given = "self.client" if form == "class" else "self"
        members = [
            f"{prefix}def __{a}enter__(self):\n    self.client = {made}\n    return {given}",
            f"{prefix}def __{a}exit__(self, *told):\n    {awaiting}self.client.{close}()",
        ]
        if form == "itself":
            sent = f"response = {awaiting}self.client.post(path, json=payload)"
            lines = [sent, "print(response.status_code)", "return response.json()"]
            members.append(
                f"{prefix}def send(self, path, payload):\n{indented(chr(10).join(lines))}"
            )
        at.functions.append(f"class {name}:\n" + indented("\n\n".join(members)))

    def send(caller: Draft, body: str, channel: str) -> list[str]:
        path = caller.text(PATHS[channel])
        entered = f"{prefix}with {caller.refer(at, name)}() as connection:"
        if form == "itself":
            return [f"{entered}\n    answer = {awaiting}connection.send({path}, {body})"]
        inside = indented(f"response = {awaiting}connection.post({path}, json={body})")
        return [f"{entered}\n{inside}", "print(response.status_code)", "answer = response.json()"]

    return Sender(send)
