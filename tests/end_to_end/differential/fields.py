"""What programs send: fields, and the ways their values are written."""

from __future__ import annotations

from dataclasses import dataclass

from tests.end_to_end.differential import functions, settings_objects
from tests.end_to_end.differential.draft import Draft

Json = str | int | float | bool | list[str] | dict[str, str] | dict[str, float]

PROMPT = "You are polite. Never guess; say {name} when you don't know, 100% of the time."


@dataclass(frozen=True, slots=True)
class Argument:
    """A further parameter: its value, another one, and whether callers agree on it."""

    name: str
    literal: str
    other: str
    manner: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Names that an expression may use where the payload is built.

    `user` is the client's id, `flag` a truth value and `profile` a dict or None, each "" when
    there is none. `receiver` is `self` in methods. `arguments` takes further parameters, None
    where there can't be any.
    """

    user: str
    flag: str = ""
    profile: str = ""
    receiver: str = ""
    arguments: list[Argument] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a dict with the expression of its value."""

    key: str
    value: str
    of_session: bool = False
    everywhere: bool = True


_AGENT: dict[str, list[Json]] = {
    "companionId": ["comp_support", "comp_a", "comp-b 2"],
    "language": ["English", "en", "fr", "Spanish"],
    "functions": [["fn_order_status"], [], ["fn_1", "fn_2"]],
    "faqCollections": [["faq_menu"], []],
    "knowledgeBaseId": ["kb_menu"],
    "disableIdleTimeout": [True, False],
    "useWebSearch": [False, True],
    "voiceId": ["alloy", "verse", "Björk"],
    "instructions": ["Be brief.", PROMPT, "Line one.\\nLine two.", "Grüße \\u2615 'quoted'"],
    "temperature": [0.7, 1, 0],
    "turnDetection": [{}, {"threshold": 0.5}],
    "noiseReduction": [{"type": "nearField"}],
}
_OTHER: dict[str, Json] = {
    "companionId": "comp_other",
    "language": "de",
    "voiceId": "sage",
    "instructions": "Say something else.",
    "temperature": 0.1,
    "disableIdleTimeout": True,
}
_PARAMETER = {"temperature": "len({})", "disableIdleTimeout": "bool({})"}


def written(draft: Draft, value: Json) -> str:
    """A JSON value as a Python literal in the program's quotes."""
    if isinstance(value, str):
        return draft.text(value)
    if isinstance(value, list):
        return f"[{', '.join(written(draft, item) for item in value)}]"
    if isinstance(value, dict):
        members = (f"{draft.text(key)}: {written(draft, each)}" for key, each in value.items())
        return f"{{{', '.join(members)}}}"
    return repr(value)


def agent_value(draft: Draft, key: str, scope: Scope, *, fixed: bool = False) -> tuple[str, bool]:
    """An expression for an agent field, and whether it means the same anywhere in the module.

    With `fixed` it does.
    """
    value = draft.pick(_AGENT[key])
    literal = written(draft, value)
    stem = {"companionId": "COMPANION_ID", "voiceId": "VOICE"}.get(key, key.upper())
    styles = ["literal", "literal", "literal", "constant", "constant", "imported", "function"]
    if isinstance(value, str) and key != "instructions":
        styles += ["environment", "default", "settings"]
        if key in {"companionId", "voiceId"}:
            styles += ["composed"]
    if key in _OTHER and isinstance(value, str) and not fixed:
        styles += ["argument"] * 2 * (scope.arguments is not None)
        styles += ["enumeration"] * (key == "voiceId")
    if draft.hazards and key in _OTHER and not fixed:
        styles += ["conditional", "parameter", "lookup"] if scope.flag else ["conditional"]
    style = draft.pick(styles)
    if style == "literal":
        return literal, True
    draft.trait(f"field {style}")
    if style == "constant":
        return draft.constant(stem, literal), True
    if style == "imported":
        return draft.setting(stem, literal), True
    if style == "function":
        return functions.given(draft, stem, literal), True
    if style == "settings":
        return settings_objects.held(draft, stem, literal), True
    if style in {"environment", "default"}:
        return _from_environment(draft, f"NAPSTER_{stem}", str(value), style), True
    if style == "composed":
        head = draft.constant("PREFIX", draft.text(str(value)[:2]))
        return draft.pick(
            [
                f"f{draft.quote}{{{head}}}{str(value)[2:]}{draft.quote}",
                f"{head} + {draft.text(str(value)[2:])}",
            ]
        ), True
    if style == "enumeration":
        return _member(draft, literal), True
    if style == "argument" and scope.arguments is not None:
        return _argument(draft, key, literal, scope.arguments), False
    return _varying(draft, key, literal, style, scope), False


def _member(draft: Draft, literal: str) -> str:
    at = draft.elsewhere("voices")
    name = at.fresh("Voice")
    kind = draft.pick(["(str, enum.Enum)", "(enum.StrEnum)", "(enum.Enum)"])
    at.imports.add("import enum")
    other = at.text("echo")
    at.constants.append(f"class {name}{kind}:\n    WARM = {literal}\n    OTHER = {other}")
    member = f"{draft.refer(at, name)}.WARM"
    return member if kind == "(enum.StrEnum)" else f"{member}.value"


def _argument(draft: Draft, key: str, literal: str, arguments: list[Argument]) -> str:
    """A parameter of the function, which its callers give or leave."""
    name = draft.fresh({"voiceId": "voice", "companionId": "companion"}.get(key, key.lower()))
    manner = draft.pick(["agree", "agree", "default", "disagree"])
    draft.trait(f"field argument, callers {manner}")
    if manner == "disagree":
        draft.varies()
    arguments.append(Argument(name, literal, written(draft, _OTHER[key]), manner))
    return name


def _from_environment(draft: Draft, name: str, value: str, style: str) -> str:
    name = draft.fresh(name)
    draft.imports.add("import os")
    quoted, default = draft.text(name), draft.text(value)
    if style == "environment":
        draft.environment[name] = value
        read = f"os.environ[{quoted}]"
    else:
        if draft.chance(50):
            draft.environment[name] = "de" if value in _AGENT["language"] else "shimmer"
        form = draft.pick(["os.environ.get({}, {})", "os.getenv({}, {})", "os.getenv({}) or {}"])
        read = form.format(quoted, default)
    return draft.constant(name, read) if draft.chance(70) else read


def _varying(draft: Draft, key: str, literal: str, style: str, scope: Scope) -> str:
    draft.varies()
    other = written(draft, _OTHER[key])
    test = scope.flag or f"{scope.user} == {draft.text('ann')}"
    if style == "parameter":
        return _PARAMETER.get(key, "str({})").format(scope.user)
    if style == "lookup":
        table = draft.constant("CHOICES", f"{{True: {other}, False: {literal}}}")
        return f"{table}[bool({scope.flag})]"
    return f"{other} if {test} else {literal}"


def session_entries(draft: Draft, scope: Scope, channel: str) -> list[Entry]:
    """Session fields, as a call that knows `scope` would send them."""
    entries: list[Entry] = []
    user, flag = scope.user, scope.flag
    client = draft.pick(["user", "user", "literal", "counted", "composed", ""])
    if client:
        value, everywhere = {
            "user": (user, False),
            "literal": (draft.text("kiosk_1"), True),
            "counted": (_counted(draft, user), False),
            "composed": (f"f{draft.quote}u_{{{user}}}{draft.quote}", False),
        }[client]
        entries.append(Entry("externalClientId", value, True, everywhere))
    name = draft.text("name")
    if draft.chance(35):
        profile = draft.pick(
            [
                f"{{{name}: {user}}}",
                f"{{{name}: {user}.title(), {draft.text('beta')}: True}}",
                f"dict(name={user}, visits=3, plan=None)",
            ]
        )
        entries.append(Entry("externalClientProfile", profile, True, False))
    if draft.chance(45):
        app = draft.text("app")
        tags = [f"{{{app}: {draft.text('web')}}}", f"{{{app}: {user}}}"]
        if flag:
            gold, free = draft.text("gold"), draft.text("free")
            tags.append(f"{{{draft.text('plan')}: {gold} if {flag} else {free}}}")
        tags.append(draft.constant("TAGS", f"{{{app}: {draft.text('shop')}}}"))
        chosen = draft.pick(tags)
        entries.append(Entry("tags", chosen, True, chosen == tags[-1] or chosen == tags[0]))
    if draft.chance(30):
        hello = draft.pick(
            [
                draft.text("Hi!"),
                f"f{draft.quote}Hello {{{user}}}!{draft.quote}",
                f"greeting({user})",
            ]
        )
        if hello.startswith("greeting"):
            name = draft.text("hello to")
            draft.function(f"def greeting(who):\n    print({name}, who)\n    return who.upper()")
        entries.append(Entry("initialSpeech", hello, True, hello == draft.text("Hi!")))
    if channel == "websocket" and draft.chance(30):
        entries.append(Entry("modality", draft.text(draft.pick(["text", "audio"])), True))
    return entries


def _counted(draft: Draft, user: str) -> str:
    number = draft.text("number")
    draft.function(
        "def next_id(who, seen=[]):\n"
        "    seen.append(who)\n"
        f"    print({number}, len(seen))\n"
        f"    return who + str(len(seen))"
    )
    return f"next_id({user})"


def agent_entries(draft: Draft, scope: Scope, *, fixed: bool = False) -> list[Entry]:
    """Agent fields at the top level of the body; the companion is always there."""
    keys = ["companionId"]
    others = ["language", "functions", "faqCollections", "knowledgeBaseId", "disableIdleTimeout"]
    keys += [key for key in [*others, "useWebSearch"] if draft.chance(25)]
    entries = []
    for key in keys:
        value, everywhere = agent_value(draft, key, scope, fixed=fixed)
        entries.append(Entry(key, value, False, everywhere))
    return entries


def provider_entries(
    draft: Draft, scope: Scope, channel: str, *, fixed: bool = False
) -> tuple[list[Entry], list[Entry]]:
    """Members of `providerConfig`, and of its `settings`."""
    voice, everywhere = agent_value(draft, "voiceId", scope, fixed=fixed)
    provider = [Entry("voiceId", voice, False, everywhere)]
    if channel == "webrtc" and draft.chance(15):
        provider.append(Entry("useGreenVideo", draft.pick(["True", "False"])))
    settings = []
    for key in ("instructions", "temperature", "turnDetection", "noiseReduction"):
        if draft.chance(25):
            value, everywhere = agent_value(draft, key, scope, fixed=fixed)
            settings.append(Entry(key, value, False, everywhere))
    return provider, settings
