"""Programs that choose their agent at run time: by arguments, tables, attributes, callers, environment."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.end_to_end.differential import choosing_keys, clients
from tests.end_to_end.differential.draft import Draft, indented
from tests.end_to_end.differential.program import ENTRY, Input, Program
from tests.end_to_end.differential.urls import Base

_KEYS = ("en", "fr", "de")
_VALUES = {
    "companionId": ("comp_a", "comp_b", "comp_c", "comp_d"),
    "voiceId": ("alloy", "verse", "sage", "echo"),
    "temperature": (0.1, 0.4, 0.7, 1),
    "functions": (["fn_1"], ["fn_1", "fn_2"], [], ["fn_3"]),
}
_INPUTS = (
    Input(),
    Input(("premium", "fr")),
    Input(("fr", "trial")),
    Input(("premium", "de"), {"MODE": "night"}),
    Input(("xx",), {"MODE": "day"}),
)


@dataclass(slots=True)
class _Program:
    """One function that opens a session, while it is being written."""

    draft: Draft
    tests: list[str]
    key: str
    lines: list[str] = field(default_factory=list)
    is_method: bool = False
    initializer: list[str] = field(default_factory=list)
    parameters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    selectors: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def value(self, name: str, at: int) -> str:
        """One of the values of a field, in code."""
        value = _VALUES[name][at]
        return self.draft.text(value) if isinstance(value, str) else repr(value)

    def choice(self, name: str) -> str:
        """An expression for a field, with what it needs before."""
        draft = self.draft
        forms = ["constant", "conditional", "local", "table", "get", "branches", "ladder"]
        forms += ["settings", "helper", "helper", "default", "module"]
        if isinstance(_VALUES[name][0], str):
            forms += choosing_keys.FORMS
        form = draft.pick([*forms, *["attribute"] * 6] if self.is_method else forms)
        draft.trait(f"choice by {form}")
        first, second, third, other = (self.value(name, at) for at in range(4))
        test = draft.pick(self.tests)
        if form == "constant":
            return first
        if form == "conditional":
            return f"{first} if {test} else {second}"
        if form in choosing_keys.FORMS:
            found = choosing_keys.selected(draft, form, (first, second, third, other), self.key)
            self.selectors.update(found.parameters)
            return found.code
        variable = draft.fresh(name.lower())
        if form == "helper":
            return self._from_helper(name, variable, (first, second, third, other))
        if form == "default":
            return self._from_callers(variable, (first, second, third))
        if form == "module":
            return self._from_module(name, first, second)
        if form == "attribute":
            return self._from_instance(variable, (first, second, third))
        if form == "local":
            self.lines.append(f"{variable} = {first} if {test} else {second}")
            return variable
        if form == "branches":
            self.lines.append(
                f"if {test}:\n    {variable} = {first}\nelse:\n    {variable} = {second}"
            )
            return variable
        if form == "ladder":
            fr, de = draft.text("fr"), draft.text("de")
            self.lines.append(
                f"if {self.key} == {fr}:\n    {variable} = {first}\n"
                f"elif {self.key} == {de}:\n    {variable} = {second}\n"
                f"else:\n    {variable} = {third}"
            )
            return variable
        return self._from_table(name, form, variable, (first, second, third, other))

    def parts(self) -> str:
        """A table of dicts or of objects, of which one goes into the body."""
        draft = self.draft
        companion, voices = draft.text("companionId"), draft.text("providerConfig")
        keys = [draft.text(key) for key in _KEYS]
        values = [self.value("companionId", at) for at in range(3)]
        form = draft.pick(["plain", "whole", "get", "objects"])
        draft.trait(f"choice by {form} parts")
        if form == "objects":
            draft.imports.add("from dataclasses import dataclass")
            draft.function("@dataclass(frozen=True)\nclass Part:\n    companion: str")
            held = ", ".join(f"{k}: Part({v})" for k, v in zip(keys, values, strict=True))
            draft.late.append(f"OBJECTS = {{{held}}}")
            self.lines.append(f"part = OBJECTS[{self.key}]")
            return f"{companion}: part.companion"
        more = f", {voices}: {{{draft.text('voiceId')}: 'ash'}}" if form == "whole" else ""
        held = ", ".join(
            f"{k}: {{{companion}: {v}{more}}}" for k, v in zip(keys, values, strict=True)
        )
        table = draft.constant("PARTS", f"{{{held}}}")
        if form == "get":
            return f"**{table}.get({self.key}, {table}[{keys[1]}])"
        return f"**{table}[{self.key}]"

    def _from_callers(self, variable: str, values: tuple[str, ...]) -> str:
        """A parameter that callers may leave out."""
        draft = self.draft
        first, second, third = values
        self.parameters[variable] = (second, third, first)
        default = draft.pick([first, draft.constant("DEFAULT", first)])
        form = draft.pick(["or", "or of its own", "if", "unless"])
        if form == "or":
            return f"{variable} or {default}"
        lines = {
            "or of its own": f"{variable} = {variable} or {default}",
            "if": f"if {variable} is None:\n    {variable} = {default}",
            "unless": f"{variable} = {variable} if {variable} is not None else {default}",
        }
        self.lines.append(lines[form])
        return variable

    def _from_module(self, name: str, first: str, second: str) -> str:
        """A constant that the module chooses, by its environment or by what it looks at once."""
        draft = self.draft
        draft.imports |= {"import os", "import sys"}
        mode = f"os.environ.get({draft.text('MODE')}) == {draft.text('night')}"
        test = draft.pick([mode, f"{draft.text('fr')} in sys.argv", "IS_NIGHT", "IS_NIGHT"])
        if test == "IS_NIGHT" and f"IS_NIGHT = {mode}" not in draft.constants:
            draft.constants.append(f"IS_NIGHT = {mode}")
        variable = draft.fresh(name).upper()
        chosen = f"{variable} = {first} if {test} else {second}"
        if draft.chance(50):
            chosen = f"if {test}:\n    {variable} = {first}\nelse:\n    {variable} = {second}"
        draft.constants.append(chosen)
        if draft.hazards and draft.chance(20):
            draft.function(f"def change_it():\n    global {variable}\n    {variable} = {second}")
            self.lines.append("change_it()")
        return variable

    def _from_instance(self, variable: str, values: tuple[str, ...]) -> str:
        """An attribute that is set when the object is made."""
        draft = self.draft
        first, second, third = values
        form = draft.pick(["test", "test", "branches", "grows", "given"])
        place = f"self.{variable}"
        lines = {
            "test": f"{place} = {first} if gold else {second}",
            "branches": f"if gold:\n    {place} = {first}\nelse:\n    {place} = {third}",
            "grows": f"{place} = {first} if tools else {second}\ntools.append(1)",
            "given": f"{place} = greeting or {third}"
            if first[0] in "'\""
            else f"{place} = {first}",
        }
        self.initializer.append(lines[form])
        if draft.hazards and draft.chance(20):
            self.lines.append(f"{place} = {second}")
        return place

    def _from_table(self, name: str, form: str, variable: str, values: tuple[str, ...]) -> str:
        draft = self.draft
        keys = [draft.text(key) for key in _KEYS]
        if form == "settings":
            entries = (
                f"{k}: {{{draft.text('it')}: {v}}}" for k, v in zip(keys, values, strict=False)
            )
            table = draft.constant("SETTINGS", f"{{{', '.join(entries)}}}")
            self.lines.append(f"{variable} = {table}[{self.key}]")
            return f"{variable}[{draft.text('it')}]"
        entries = (f"{key}: {value}" for key, value in zip(keys, values, strict=False))
        table = draft.constant("TABLE", f"{{{', '.join(entries)}}}")
        looked_up = f"{table}[{self.key}]"
        if form == "get":
            looked_up = f"{table}.get({self.key}, {values[3]})"
        if draft.chance(50):
            self.lines.append(f"{variable} = {looked_up}")
            return variable
        return looked_up

    def _from_helper(self, name: str, variable: str, values: tuple[str, ...]) -> str:
        draft = self.draft
        function = draft.fresh(f"{name.lower()}_for")
        asked = draft.pick([self.key, self.key, "premium", "account.trial", "tools"])
        if asked == self.key:
            keys = [draft.text(key) for key in _KEYS]
            entries = (f"{key}: {value}" for key, value in zip(keys, values, strict=False))
            table = draft.constant("OF_HELPER", f"{{{', '.join(entries)}}}")
            body = draft.pick([f"{table}[given]", f"{table}.get(given, {values[3]})"])
        else:
            body = f"{values[0]} if given else {values[1]}"
        lines = [f"return {body}"]
        if asked == self.key and draft.chance(40):
            tests = zip([draft.text(key) for key in _KEYS[1:]], values, strict=False)
            lines = [f"if given == {key}:\n    return {value}" for key, value in tests]
            lines.append(f"return {values[3]}")
        if draft.chance(15):
            lines.insert(0, f"print('asked for', {draft.text(name)})")
        draft.function(f"def {function}(given):\n" + indented("\n".join(lines)))
        call = f"{function}({asked})"
        if draft.chance(50):
            self.lines.append(f"{variable} = {call}")
            return variable
        return call

    def effect(self) -> None:
        """Something else happens in between, now and then to what decides."""
        draft = self.draft
        forms = ["print('between', user)", "seen.append(user)"]
        if draft.hazards:
            forms += [
                f"{self.key} = {self.key}.lower()",
                "premium = not premium",
                "tools.append(1)",
            ]
            forms += ["account.trial = not account.trial", f"{self.key} = {draft.text('fr')}"]
        if draft.chance(40):
            self.lines.append(draft.pick(forms))


def choosing(draft: Draft, base: Base, headers: str) -> Program:
    """A program with one call, run with several arguments and environments."""
    draft.imports |= {"import os", "import sys"}
    mode = f"os.environ.get({draft.text('MODE')}) == {draft.text('night')}"
    tests = ["premium", "account.trial", "tools", "not premium", mode, "language == 'fr'"]
    tests += ["premium and language != 'de'", "is_trial(account)", "len(tools) > 0"]
    count = draft.pick([1, 1, 2, 2, 3])
    made = _Program(draft, [draft.pick(tests) for _ in range(count)], "language")
    made.is_method = draft.chance(25)
    channel = draft.pick(["webrtc", "webrtc", "websocket"])
    entries = [f"{draft.text('companionId')}: {made.choice('companionId')}"]
    if draft.chance(15):
        entries = [made.parts()]
    made.effect()
    voice = made.choice("voiceId") if draft.chance(60) else made.value("voiceId", 0)
    provider = f"{draft.text('voiceId')}: {voice}"
    if draft.chance(25):
        warm = made.choice("temperature")
        provider += f", {draft.text('settings')}: {{{draft.text('temperature')}: {warm}}}"
    entries.append(f"{draft.text('providerConfig')}: {{{provider}}}")
    entries.append(f"{draft.text('externalClientId')}: user")
    made.effect()
    if draft.chance(40):
        entries.append(f"{draft.text('language')}: language")
    body = f"{{{', '.join(entries)}}}"
    if draft.chance(60):
        made.lines.append(f"payload = {body}")
        body = "payload"
        made.effect()
        test = draft.pick(made.tests)
        if draft.chance(40):
            functions = made.value("functions", 1)
            made.lines.append(f"if {test}:\n    payload[{draft.text('functions')}] = {functions}")
        if draft.chance(30):
            made.lines.append(f"if {test}:\n    payload[{draft.text('tags')}] = {{'plan': 'x'}}")
        made.effect()
    name = draft.pick(sorted(clients.SYNC))
    draft.trait(f"client {name}")
    sent = clients.SYNC[name](clients.Call(draft, base, channel, body, headers))
    made.lines += sent
    return _written(draft, made)


def _written(draft: Draft, made: _Program) -> Program:
    typed = draft.chance(50)
    parameters = (
        "user: str, premium: bool, language: str, tools: list, account"
        if typed
        else "user, premium, language, tools, account"
    )
    account = (
        "class Account:\n    def __init__(self, trial):\n        self.trial = trial\n\n\n"
        "def is_trial(account):\n    return account.trial\n\n\nseen = []"
    )
    parameters += "".join(f", {name}=None" for name in (*made.parameters, *made.selectors))
    own = "self, " if made.is_method else ""
    lines = indented("\n".join([*made.lines, "return answer"]))
    source = f"def open_session({own}{parameters}):\n{lines}"
    if made.is_method:
        started = indented("\n".join(["self.tools = tools", *made.initializer]))
        initializer = f"def __init__(self, gold, tools, greeting=None):\n{started}"
        source = f"class Desk:\n{indented(initializer)}\n\n{indented(source)}"
    main = _main(draft, made)
    parts = ["\n".join(sorted(draft.imports)), "\n".join(draft.constants), *draft.functions]
    parts += draft.late
    text = "\n\n\n".join([*(p for p in parts if p), account, source, main]) + "\n"
    files = {ENTRY: text}
    if draft.facts.settings:
        draft.facts.settings.sort(key=lambda line: not line.startswith("import "))
        files["conf.py"] = "\n".join(dict.fromkeys(draft.facts.settings)) + "\n"
        names = ", ".join(sorted(draft.imported))
        head = f"from conf import {names}\n" if names else ""
        files[ENTRY] = head + text
    return Program(
        files,
        plain=False,
        traits=("choosing", *draft.facts.traits),
        environment=draft.environment,
        formatted=draft.chance(30),
        inputs=_INPUTS,
    )


def _main(draft: Draft, made: _Program) -> str:
    def opens(desk: str) -> str:
        return f"Desk({desk}).open_session" if made.is_method else "open_session"

    def given(*, first: bool = False) -> str:
        found = {name: draft.pick(["", *values]) for name, values in made.parameters.items()}
        for name, values in made.selectors.items():
            found[name] = draft.pick(values[:2]) if first else draft.pick([*values, ""])
        return "".join(f", {name}={value}" for name, value in found.items() if value)

    voices = [draft.text(voice) for voice in ("alloy", "echo")]
    known = draft.chance(25)
    key = draft.pick(["'en'", "'fr'"]) if known else "key"
    first, second = opens("'premium' in given, given[1:]"), opens(f"not given, [], {voices[0]}")
    calls = [
        f"{first}('ann', 'premium' in given, {key}, given[2:], Account('trial' in given){given(first=True)})"
    ]
    if draft.chance(40):
        other = "'de'" if known else "'en'"
        calls.append(f"{second}('bob', not given, {other}, [], Account(True){given()})")
    tried = "\n".join(f"print('token' in {call})" for call in calls)
    return (
        "given = sys.argv[1:]\n"
        "key = next((part for part in given if part in ('en', 'fr', 'de', 'xx')), 'en')\n"
        "try:\n"
        f"{indented(tried)}\n"
        "except (KeyError, UnboundLocalError, AttributeError) as error:\n"
        "    print('refused', type(error).__name__)"
    )
