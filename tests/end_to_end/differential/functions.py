"""Functions, methods and properties that give fields: some only compute, some do more."""

from __future__ import annotations

from tests.end_to_end.differential.draft import Draft

_BODIES = {
    "returned": "    return {value}",
    "documented": '    """What is sent."""\n    return {value}',
    "by a local": "    found = {value}\n    return found",
    "in a branch": "    if not {value}:\n        return {value}\n    return {value}",
    "checked": '    found = {value}\n    if found is None:\n        raise ValueError("none")\n    return found',
    "from a list": "    found = []\n    found.append({value})\n    return found[0]",
}
_DOING = {
    "printed": '    print("asked for", "{name}")\n    return {value}',
    "counted": "    ASKED_{upper}.append(1)\n    print(len(ASKED_{upper}))\n    return {value}",
}
_DECORATORS = ["", "", "", "@functools.cache\n", "@functools.lru_cache(maxsize=None)\n"]


def given(draft: Draft, stem: str, literal: str) -> str:
    """An expression that calls a function, or reads a property, which gives the value."""
    at = draft.elsewhere("given")
    name = at.fresh(f"given_{stem.lower()}")
    doing = draft.hazards and draft.chance(30)
    manner = draft.pick(list(_DOING if doing else _BODIES))
    body = (_DOING if doing else _BODIES)[manner].format(
        value=literal, name=name, upper=name.upper()
    )
    draft.trait(f"given {manner}")
    if manner == "counted":
        at.constants.append(f"ASKED_{name.upper()} = []")
    if draft.chance(60):
        return _function(draft, at, name, body)
    return _member(draft, at, name, body)


def _function(draft: Draft, at: Draft, name: str, body: str) -> str:
    decorator = draft.pick(_DECORATORS)
    if decorator:
        at.imports.add("import functools")
    at.constants.append(f"{decorator}def {name}():\n{body}")
    return f"{draft.refer(at, name)}()"


def _member(draft: Draft, at: Draft, name: str, body: str) -> str:
    cls = name.title().replace("_", "")
    kind = draft.pick(["classmethod", "staticmethod", "property", "made"])
    draft.trait(f"given by {kind}")
    inner = body.replace("\n", "\n    ")
    if kind == "made":
        value = f"    def __init__(self):\n        self.held = self.{name}()\n\n"
        at.constants.append(f"class {cls}:\n{value}    def {name}(self):\n    {inner}")
        return f"{draft.refer(at, cls)}().held"
    first = {"classmethod": "cls", "staticmethod": "", "property": "self"}[kind]
    at.constants.append(f"class {cls}:\n    @{kind}\n    def {name}({first}):\n    {inner}")
    owner = draft.refer(at, cls)
    return f"{owner}().{name}" if kind == "property" else f"{owner}.{name}()"
