"""Where a call stands: script, function, method, coroutine; and who runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.end_to_end.differential.draft import Draft, indented
from tests.end_to_end.differential.fields import Scope

Body = Callable[[Scope], list[str]]
RESULT = "'token' in {}"


@dataclass(frozen=True, slots=True)
class Placed:
    """Definitions that hold the call, and the statements that run it."""

    definitions: list[str]
    runs: list[str]


def script(draft: Draft, body: Body) -> Placed:
    """At module level, once or in a loop over users."""
    lines = [*body(Scope("user", "premium")), f"print({RESULT.format('answer')})"]
    premium = "premium = user == 'bob'"
    if draft.chance(50):
        inner = indented("\n".join([premium, *lines]))
        return Placed([], [f"for user in ('ann', 'bob'):\n{inner}"])
    return Placed([], ["user = 'ann'", premium, *lines])


def function(draft: Draft, body: Body, prefix: str = "") -> Placed:
    """A function (a coroutine function with `prefix`), called for several users."""
    name = draft.fresh(draft.pick(["open_session", "connect", "start_call"]))
    hints = draft.chance(30)
    parameters = (
        "user: str, premium: bool = False, profile: dict | None = None"
        if hints
        else "user, premium=False, profile=None"
    )
    lines = body(Scope("user", "premium", "profile"))
    if draft.chance(30):
        lines.insert(0, '"""Open a session."""')
    lines.append("return answer")
    source = f"{prefix}def {name}({parameters}):\n" + indented("\n".join(lines))
    return Placed([source], _runs(draft, name, prefix))


def nested(draft: Draft, body: Body, prefix: str = "") -> Placed:
    """A function inside a function, which the outer one calls."""
    name = draft.fresh("outer")
    lines = [*body(Scope("user", "premium")), "return answer"]
    awaiting = "await " if prefix else ""
    inner = f"{prefix}def send():\n" + indented("\n".join(lines)) + f"\nreturn {awaiting}send()"
    source = f"{prefix}def {name}(user, premium=False, profile=None):\n" + indented(inner)
    return Placed([source], _runs(draft, name, prefix))


def method(draft: Draft, body: Body, prefix: str = "") -> Placed:
    """A method of a class."""
    owner = draft.fresh(draft.pick(["Client", "VoiceService"]))
    lines = [*body(Scope("user", "premium", "profile", "self")), "return answer"]
    start = "def __init__(self, timeout=10):\n    self.timeout = timeout\n\n"
    own = f"{prefix}def open(self, user, premium=False, profile=None):\n"
    source = f"class {owner}:\n" + indented(start + own + indented("\n".join(lines)))
    return Placed([source], _runs(draft, f"{owner}().open", prefix))


def _runs(draft: Draft, name: str, prefix: str) -> list[str]:
    calls = [f"{name}('ann')", f"{name}('bob', True)"]
    if draft.chance(30):
        calls.append(f"{name}('cy', profile={{'name': 'Cy'}})")
    if prefix:
        draft.imports.add("import asyncio")
        calls = [f"asyncio.run({each})" for each in calls]
    return [f"print({RESULT.format(each)})" for each in calls]


def place(draft: Draft, body: Body, *, asynchronous: bool) -> Placed:
    """The call in one of the places that suit its client."""
    prefix = "async " if asynchronous else ""
    kind = draft.pick(["function", "function", "method", "nested"] + ["script"] * (not prefix))
    draft.trait(f"in {kind}")
    if kind == "script":
        return script(draft, body)
    if kind == "nested":
        return nested(draft, body, prefix)
    if kind == "method":
        return method(draft, body, prefix)
    return function(draft, body, prefix)
