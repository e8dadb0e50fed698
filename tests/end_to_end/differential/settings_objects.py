"""Values that an object of settings holds, in a module of its own or beside the call."""

from __future__ import annotations

from tests.end_to_end.differential.draft import Draft, indented


def held(draft: Draft, stem: str, literal: str) -> str:
    """How a module refers to a text that a new object of settings holds."""
    at = draft.elsewhere("preferences")
    form = draft.pick(["class", "dataclass", "namespace", "getter", "environment", "mapping"])
    draft.trait(f"settings {form}")
    attribute = stem.lower()
    if form == "namespace":
        at.imports.add("import types")
        name = at.constant("options", f"types.SimpleNamespace({attribute}={literal})")
        at.facts.holders.append((at, name, attribute))
        return f"{draft.refer(at, name)}.{attribute}"
    if form == "mapping":
        name = at.constant("OPTIONS", f"{{{at.text(attribute)}: {literal}}}")
        return f"{draft.refer(at, name)}[{draft.text(attribute)}]"
    owner = at.fresh("Settings")
    body, head = f"{attribute} = {literal}", ""
    if form == "dataclass":
        at.imports.add("import dataclasses")
        head = at.pick(["@dataclasses.dataclass\n", "@dataclasses.dataclass(frozen=True)\n"])
        body = f"{attribute}: str = {literal}"
    elif form == "environment":
        at.imports.add("import os")
        read = f"os.environ.get({at.text(f'NAPSTER_{stem}_TOLD')}, {literal})"
        body = f"def __init__(self):\n    self.{attribute} = {read}"
    at.constants.append(f"{head}class {owner}:\n{indented(body)}")
    if form == "getter":
        at.imports.add("import functools")
        getter = at.fresh("get_settings")
        at.constants.append(f"@functools.lru_cache\ndef {getter}():\n    return {owner}()")
        return f"{draft.refer(at, getter)}().{attribute}"
    name = at.constant("settings", f"{owner}()")
    if "frozen" not in head:
        at.facts.holders.append((at, name, attribute))
    return f"{draft.refer(at, name)}.{attribute}"
