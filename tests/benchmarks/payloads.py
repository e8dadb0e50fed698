"""Ways in which code builds what it posts: the columns of the table of real shapes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.benchmarks.draft import indented


@dataclass(frozen=True)
class Fields:
    """The configuration of one session: the constant part, and what comes with the request.

    Both map keys to the expressions of their values. `parameters` are what the function takes.
    """

    constant: dict[str, str]
    requested: dict[str, str]
    parameters: tuple[str, ...]
    voice: str

    @property
    def all(self) -> dict[str, str]:
        return {**self.constant, **self.requested}


@dataclass(frozen=True)
class Payload:
    """An expression for the body, the statements before it, and what both need around them."""

    expression: str
    before: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)


Maker = Callable[[Fields, str], Payload]

_VOICES = ["alloy", "sage", "marin", "cedar", "verse", "coral"]
_LANGUAGES = ["en", "fr", "de", "es", "it", "sv"]
_ROLES = ["reception", "billing", "delivery", "coaching", "onboarding", "triage"]


def fields(rng: random.Random) -> Fields:
    """One configuration: most are constant but for the client, some choose their voice late."""
    role = rng.choice(_ROLES)
    voice = f'"{rng.choice(_VOICES)}"'
    parameters = ["client_id: str"]
    if rng.random() < 0.15:
        voice = "voice"
        parameters.append("voice: str")
    constant = {"companionId": f'"comp_{role}_{rng.randint(1, 12)}"'}
    if rng.random() < 0.6:
        constant["language"] = f'"{rng.choice(_LANGUAGES)}"'
    settings = [f'"instructions": "You help with {role}. Be brief and polite."']
    if rng.random() < 0.4:
        settings.append(f'"temperature": {rng.choice(("0.6", "0.7", "0.8"))}')
    if rng.random() < 0.2:
        settings.append('"turnDetection": {"threshold": 0.6, "silence_duration_ms": 500}')
    provider = f'{{"voiceId": {voice}, "settings": {{{", ".join(settings)}}}}}'
    requested = {"externalClientId": "client_id"}
    (requested if voice == "voice" else constant)["providerConfig"] = provider
    if rng.random() < 0.3:
        constant["disableIdleTimeout"] = "True"
    if rng.random() < 0.3:
        parameters.append("profile: dict[str, str]")
        requested["externalClientProfile"] = "profile"
    if rng.random() < 0.15:
        constant["knowledgeBaseId"] = f'"kb_{role}"'
    if rng.random() < 0.3:
        requested["tags"] = '{"channel": "app"}'
    return Fields(constant, requested, tuple(parameters), voice)


def dict_text(members: dict[str, str]) -> str:
    """A dict over several lines."""
    inner = "\n".join(f'"{key}": {value},' for key, value in members.items())
    return "{\n" + indented([inner], 4) + "\n}"


def inline(given: Fields, name: str) -> Payload:
    return Payload(dict_text(given.all), parameters=given.parameters)


def local(given: Fields, name: str) -> Payload:
    return Payload("payload", (f"payload = {dict_text(given.all)}",), given.parameters)


def by_items(given: Fields, name: str) -> Payload:
    before = [f"body = {dict_text(given.constant)}"]
    before += [f'body["{key}"] = {value}' for key, value in given.requested.items()]
    return Payload("body", tuple(before), given.parameters)


def module_constant(given: Fields, name: str) -> Payload:
    return Payload(
        dict_text({"**DEFAULTS": "", **given.requested}).replace('"**DEFAULTS": ,', "**DEFAULTS,"),
        parameters=given.parameters,
        constants=(f"DEFAULTS = {dict_text(given.constant)}",),
    )


def conditional(given: Fields, name: str) -> Payload:
    before = [
        f"payload = {dict_text(given.all)}",
        'if note:\n    payload["initialSpeech"] = note',
    ]
    return Payload("payload", tuple(before), (*given.parameters, "note: str | None = None"))


def builder(given: Fields, name: str) -> Payload:
    names = [parameter.partition(":")[0] for parameter in given.parameters]
    body = indented([f"return {dict_text(given.all)}"], 4)
    text = f"def build_session({', '.join(given.parameters)}) -> dict[str, object]:\n{body}\n"
    return Payload(f"build_session({', '.join(names)})", (), given.parameters, blocks=(text,))


def none_filter(given: Fields, name: str) -> Payload:
    before = [
        f"draft = {dict_text({**given.all, 'initialSpeech': 'note'})}",
        "payload = {key: value for key, value in draft.items() if value is not None}",
    ]
    return Payload("payload", tuple(before), (*given.parameters, "note: str | None = None"))


def spread_and_update(given: Fields, name: str) -> Payload:
    before = [
        f"payload = dict({_keywords(given.constant)})",
        f"payload.update({dict_text(given.requested)})",
    ]
    return Payload("payload", tuple(before), given.parameters)


def _keywords(members: dict[str, str]) -> str:
    return ", ".join(f"{key}={value}" for key, value in members.items())


def pydantic_model(given: Fields, name: str) -> Payload:
    types = "\n".join(f"    {key}: object = None" for key in given.all)
    text = f"class SessionRequest(BaseModel):\n{types}\n    initialSpeech: str | None = None\n"
    return Payload(
        "request.model_dump(exclude_none=True)",
        (f"request = SessionRequest({_keywords(given.all)})",),
        given.parameters,
        imports=("from pydantic import BaseModel",),
        blocks=(text,),
    )


def dataclass_as_dict(given: Fields, name: str) -> Payload:
    types = "\n".join(f"    {key}: object" for key in given.all)
    return Payload(
        "asdict(request)",
        (f"request = SessionRequest({_keywords(given.all)})",),
        given.parameters,
        imports=("from dataclasses import asdict, dataclass",),
        blocks=(f"@dataclass\nclass SessionRequest:\n{types}\n",),
    )


def imported_constant(given: Fields, name: str) -> Payload:
    text = f'"""Who answers."""\n\nSUPPORT = {dict_text(given.constant)}\nMAX_SESSIONS = 4\n'
    before = ["payload = dict(SUPPORT)"]
    before += [f'payload["{key}"] = {value}' for key, value in given.requested.items()]
    return Payload(
        "payload",
        tuple(before),
        given.parameters,
        imports=(f"from .{name} import SUPPORT",),
        beside={name: text},
    )


def imported_builder(given: Fields, name: str) -> Payload:
    names = [parameter.partition(":")[0] for parameter in given.parameters]
    body = indented([f"return {dict_text(given.all)}"], 4)
    text = (
        '"""Bodies of sessions."""\n\n\n'
        f"def session_body({', '.join(given.parameters)}) -> dict[str, object]:\n{body}\n"
    )
    return Payload(
        f"session_body({', '.join(names)})",
        (),
        given.parameters,
        imports=(f"from .{name} import session_body",),
        beside={name: text},
    )


INLINE: tuple[Maker, ...] = (inline,)
LOCAL: tuple[Maker, ...] = (local, by_items, module_constant)
CONDITIONAL: tuple[Maker, ...] = (conditional,)
SAME_FILE: tuple[Maker, ...] = (builder,)
SPREAD: tuple[Maker, ...] = (none_filter, spread_and_update)
MODELS: tuple[Maker, ...] = (pydantic_model, dataclass_as_dict)
IMPORTED: tuple[Maker, ...] = (imported_constant, imported_builder)
