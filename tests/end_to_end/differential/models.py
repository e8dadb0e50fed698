"""Bodies that objects, texts and functions make: models, builders, filters, matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.end_to_end.differential.draft import Draft, hanging, indented
from tests.end_to_end.differential.fields import Entry, Scope, agent_entries, provider_entries

Lines = list[str]


def fixed_entries(at: Draft, scope: Scope, channel: str) -> list[Entry]:
    """The agent's and the channel's part of a body, the same in every call."""
    entries = agent_entries(at, scope, fixed=True)
    provider, settings = provider_entries(at, scope, channel, fixed=True)
    if settings:
        inside = ", ".join(f"{at.text(e.key)}: {e.value}" for e in settings)
        provider.append(Entry("settings", f"{{{inside}}}"))
    inside = ", ".join(f"{at.text(e.key)}: {hanging(e.value)}" for e in provider)
    return [*entries, Entry("providerConfig", f"{{{inside}}}")]


def _shown(draft: Draft, entries: Sequence[Entry]) -> str:
    rows = [f"    {draft.text(e.key)}: {hanging(e.value)}," for e in entries]
    return "{\n" + "\n".join(rows) + "\n}"


def _given(entries: Sequence[Entry]) -> str:
    return ", ".join(f"{e.key}={e.value}" for e in entries)


def dataclass_body(
    draft: Draft, scope: Scope, channel: str, rest: list[Entry]
) -> tuple[Lines, str]:
    """A dataclass with a method, or `asdict` of it, without what is None."""
    at = draft.elsewhere("models")
    at.imports |= {"import dataclasses"}
    name = at.fresh("SessionRequest")
    fields = []
    for entry in fixed_entries(at, scope, channel):
        maker = f"dataclasses.field(default_factory=lambda: {entry.value})"
        plain = entry.value[0] in "\"'"
        fields.append(f"{entry.key}: object = {entry.value if plain else maker}")
    fields += [f"{key}: object = None" for key in ("externalClientId", *_SESSION)]
    form = draft.pick(["method", "asdict", "explicit", "vars"])
    draft.trait(f"model dataclass {form}")
    every = "dataclasses.asdict(self)" if form != "vars" else "vars(self)"
    method = f"return {{k: v for k, v in {every}.items() if v is not None}}"
    if form == "explicit":
        rows = [
            f"    {at.text(f.partition(':')[0])}: self.{f.partition(':')[0]}," for f in fields[:-4]
        ]
        filled = "\n".join(rows)
        method = f"made = {{\n{filled}\n}}\nfor key in ({', '.join(map(at.text, ('externalClientId', *_SESSION)))}):\n"
        method += "    if getattr(self, key) is not None:\n        made[key] = getattr(self, key)\n"
        method += "return made"
    body = indented("\n".join(fields) + f"\n\ndef to_payload(self):\n{indented(method)}")
    options = at.pick(["", "(frozen=True)", "(kw_only=True)"])
    at.functions.append(f"@dataclasses.dataclass{options}\nclass {name}:\n{body}")
    made = f"{draft.refer(at, name)}({_given(rest)})"
    if form == "asdict":
        draft.imports.add("import dataclasses")
        lines = [f"request_body = {made}", "fields_sent = dataclasses.asdict(request_body)"]
        return lines, "{k: v for k, v in fields_sent.items() if v is not None}"
    return [f"request_body = {made}"], "request_body.to_payload()"


_SESSION = ("externalClientProfile", "tags", "initialSpeech", "modality")


def pydantic_body(draft: Draft, scope: Scope, channel: str, rest: list[Entry]) -> tuple[Lines, str]:
    """A pydantic model, dumped; keys are its names, or aliases of them."""
    at = draft.elsewhere("models")
    at.imports |= {"import pydantic"}
    name = at.fresh("SessionModel")
    aliases = draft.chance(40)
    draft.trait(f"model pydantic{' aliases' if aliases else ''}")
    lines = []
    entries = [*fixed_entries(at, scope, channel)]
    entries += [Entry(key, "None") for key in ("externalClientId", *_SESSION)]
    if aliases:
        lines.append("model_config = pydantic.ConfigDict(populate_by_name=True)")
    for entry in entries:
        if aliases:
            own = f"pydantic.Field(default={entry.value}, alias={at.text(entry.key)})"
            lines.append(f"{_snake(entry.key)}: object = {own}")
        else:
            lines.append(f"{entry.key}: object = {entry.value}")
    at.functions.append(f"class {name}(pydantic.BaseModel):\n{indented(chr(10).join(lines))}")
    given = ", ".join(f"{_snake(e.key) if aliases else e.key}={e.value}" for e in rest)
    options = "by_alias=True, exclude_none=True" if aliases else "exclude_none=True"
    dumped = f"{draft.refer(at, name)}({given}).model_dump({options})"
    return [], dumped


def _snake(key: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in key)


def attrs_body(draft: Draft, scope: Scope, channel: str, rest: list[Entry]) -> tuple[Lines, str]:
    """An attrs class, as a dict without what is None."""
    at = draft.elsewhere("models")
    at.imports |= {"import attrs"}
    name = at.fresh("SessionAttrs")
    draft.trait("model attrs")
    lines = [
        f"{entry.key} = attrs.field(factory=lambda: {entry.value})"
        for entry in fixed_entries(at, scope, channel)
    ]
    lines += [f"{key} = attrs.field(default=None)" for key in ("externalClientId", *_SESSION)]
    at.functions.append(f"@attrs.define\nclass {name}:\n{indented(chr(10).join(lines))}")
    draft.imports.add("import attrs")
    made = f"{draft.refer(at, name)}({_given(rest)})"
    return [f"request_body = {made}"], (
        "attrs.asdict(request_body, filter=lambda attribute, value: value is not None)"
    )


def typed_body(draft: Draft, scope: Scope, channel: str, rest: list[Entry]) -> tuple[Lines, str]:
    """A TypedDict, or a NamedTuple that gives a dict."""
    at = draft.elsewhere("models")
    at.imports |= {"import typing"}
    fixed = fixed_entries(draft, scope, channel)
    kind = draft.pick(["TypedDict", "NamedTuple"])
    draft.trait(f"model {kind}")
    name = at.fresh("SessionBody")
    fields = "\n".join(f"{entry.key}: object" for entry in [*fixed, *rest])
    total = ", total=False" if kind == "TypedDict" else ""
    at.functions.append(f"class {name}(typing.{kind}{total}):\n{indented(fields)}")
    made = f"{draft.refer(at, name)}({_given([*fixed, *rest])})"
    return [], made if kind == "TypedDict" else f"{made}._asdict()"


def built_elsewhere(
    draft: Draft, scope: Scope, channel: str, rest: list[Entry]
) -> tuple[Lines, str]:
    """A builder of another module, which gets the session's part."""
    at = draft.elsewhere("builders")
    name = at.fresh("build_body")
    fixed = _shown(at, fixed_entries(at, scope, channel))
    form = at.pick(["keywords", "dict", "named", "filter"])
    draft.trait(f"builder {form}")
    call = draft.refer(at, name)
    if form == "keywords":
        at.function(
            f"def {name}(**fields):\n    base = {hanging(fixed)}\n    return {{**base, **fields}}"
        )
        return [], f"{call}({_given(rest)})"
    if form == "dict":
        at.function(
            f"def {name}(more=None):\n    base = {hanging(fixed)}\n    base.update(more or {{}})\n"
            "    return base"
        )
        return [], f"{call}({_shown(draft, rest)})"
    if form == "filter":
        at.function(
            f"def {name}(what):\n    return {{k: v for k, v in what.items() if v is not None}}"
        )
        every = [*fixed_entries(draft, scope, channel), *rest, Entry("initialSpeech", "None")]
        return [], f"{call}({_shown(draft, list({e.key: e for e in every}.values()))})"
    parameters = "".join(f", {e.key}=None" for e in rest)
    steps = "".join(
        f"    if {e.key} is not None:\n        base[{at.text(e.key)}] = {e.key}\n" for e in rest
    )
    at.function(
        f"def {name}(*{parameters}):\n    base = {hanging(fixed)}\n{steps}    return base"
        if rest
        else f"def {name}():\n    return {hanging(fixed)}"
    )
    return [], f"{call}({_given(rest)})"


def text_body(draft: Draft, scope: Scope, channel: str, rest: list[Entry]) -> tuple[Lines, str]:
    """A constant JSON text, parsed and completed."""
    at = draft.elsewhere("texts")
    voice = draft.pick(["alloy", "verse"])
    start = '{"companionId": "comp_a", "language": "en", "providerConfig": '
    end = '{"voiceId": "' + voice + '"}}'
    name = at.constant("TEMPLATE", f"'{start}{end}'")
    draft.imports.add("import json")
    draft.trait("body JSON text")
    lines = [f"made = json.loads({draft.refer(at, name)})"]
    lines += [f"made[{draft.text(e.key)}] = {e.value}" for e in rest]
    return lines, "made"


def sentinel_body(draft: Draft, scope: Scope, channel: str, rest: list[Entry]) -> tuple[Lines, str]:
    """Values that may be a sentinel, which are left out."""
    at = draft.elsewhere("builders")
    sentinel = at.constant("NOT_GIVEN", "object()")
    name = at.fresh("given_only")
    draft.trait("body sentinel")
    at.function(
        f"def {name}(what):\n    return {{k: v for k, v in what.items() if v is not {sentinel}}}"
    )
    absent = Entry("initialSpeech", draft.refer(at, sentinel))
    every = {e.key: e for e in [*fixed_entries(draft, scope, channel), absent, *rest]}
    return [], f"{draft.refer(at, name)}({_shown(draft, list(every.values()))})"


def matched_body(draft: Draft, scope: Scope, channel: str, rest: list[Entry]) -> tuple[Lines, str]:
    """A field that a `match`, a conditional or a walrus decides."""
    fixed = _shown(draft, [*fixed_entries(draft, scope, channel), *rest])
    form = draft.pick(["match", "conditional", "walrus", "failover"])
    draft.trait(f"body {form}")
    if form == "walrus":
        return [f"if (made := {fixed}):\n    print(len(made))"], "made"
    draft.varies()
    lines = [f"made = {fixed}"]
    key = draft.text("language")
    if form == "conditional":
        return [*lines, f"more = {{{key}: 'fr'}} if {scope.user} == 'bob' else {{}}"], (
            "{**made, **more}"
        )
    if form == "failover":
        lines += [f"other = {{**made, {key}: 'fr'}}", "chosen = None"]
        lines.append(f"for chosen in (made, other):\n    if {scope.user} == 'ann':\n        break")
        return lines, "chosen"
    lines.append(
        f"match {scope.user}:\n    case 'ann':\n        made[{key}] = 'fr'\n"
        f"    case _:\n        made[{key}] = 'en'"
    )
    return lines, "made"


Maker = Callable[[Draft, Scope, str, list[Entry]], tuple[Lines, str]]
MAKERS: tuple[Maker, ...] = (
    built_elsewhere,
    dataclass_body,
    pydantic_body,
    text_body,
    sentinel_body,
    matched_body,
    typed_body,
    attrs_body,
)
