"""Programs of several modules: services that share a sender, and who calls them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.end_to_end.differential import models, uses
from tests.end_to_end.differential.draft import SETTINGS, Draft, indented
from tests.end_to_end.differential.fields import Argument, Scope, session_entries
from tests.end_to_end.differential.layout import KINDS, Layout
from tests.end_to_end.differential.managers import context_manager
from tests.end_to_end.differential.payloads import payload
from tests.end_to_end.differential.program import Program
from tests.end_to_end.differential.senders import SENDERS, Sender
from tests.end_to_end.differential.surroundings import RESULT

_UPSETS = (
    "{owner}.{name} = {value}",
    "setattr({owner}, '{name}', {value})",
    "vars({owner})['{name}'] = {value}",
    "{owner}.__dict__.update({name}={value})",
)


@dataclass(frozen=True, slots=True)
class Operation:
    """A function or method that opens a session, by its name or its class's."""

    name: str
    method: str
    channel: str
    arguments: list[Argument]


def application(main: Draft) -> Program:
    """A program of several modules, whose calls share a sender."""
    main.facts.layout = Layout(main.pick(KINDS))
    main.trait(f"layout {main.facts.layout.kind}")
    main.facts.modules["main"] = main
    service = main.elsewhere("service")
    asynchronous = main.chance(30)
    sender = main.pick([*SENDERS, context_manager])(service, asynchronous=asynchronous)
    count = main.pick([1, 1, 2, 3])
    in_class = sender.of_class or service.chance(35)
    main.trait(f"{count} operations in {'a class' if in_class else 'functions'}")
    operations = _operations(service, sender, count, in_class=in_class, asynchronous=asynchronous)
    _callers(main, service, sender, operations, asynchronous=asynchronous)
    if main.hazards and main.chance(50):
        _upset(main)
    return _program(main)


def _operations(
    service: Draft, sender: Sender, count: int, *, in_class: bool, asynchronous: bool
) -> list[Operation]:
    owner = service.fresh(service.pick(["VoiceService", "Sessions"])) if in_class else ""
    prefix = "async " if asynchronous else ""
    made, members = [], []
    if sender.start:
        given = f", {sender.parameters}" if sender.parameters else ""
        members.append(f"def __init__(self{given}):\n" + indented("\n".join(sender.start)))
    for _ in range(count):
        channel = service.pick(["webrtc", "webrtc", "websocket"])
        arguments: list[Argument] = []
        scope = Scope("user", "premium", "profile", "self" if in_class else "", arguments)
        lines = _lines(service, sender, scope, channel)
        name = service.fresh(service.pick(["open_session", "connect", "start_call"]))
        parameters = "user, premium=False, profile=None"
        for argument in arguments:
            default = f"={argument.literal}" if argument.manner == "default" else "=None"
            parameters += f", {argument.name}{default}"
        first = "self, " if in_class else ""
        body = indented("\n".join([*lines, "return answer"]))
        members.append(f"{prefix}def {name}({first}{parameters}):\n{body}")
        made.append(Operation(owner or name, name if in_class else "", channel, arguments))
    if in_class:
        base = f"({service.refer(*sender.base)})" if sender.base else ""
        service.late.append(f"class {owner}{base}:\n" + indented("\n\n".join(members)))
    else:
        service.late.extend(members)
    return made


def _lines(service: Draft, sender: Sender, scope: Scope, channel: str) -> list[str]:
    """The body of an operation: a payload, perhaps looked at or changed, and the call."""
    if service.chance(50):
        rest = session_entries(service, scope, channel)
        rest = list({entry.key: entry for entry in rest}.values())
        lines, expression = service.pick(models.MAKERS)(service, scope, channel, rest)
        name = None
        if service.chance(50):
            name, lines, expression = "body", [*lines, f"body = {expression}"], "body"
            lines += _steps(service)
    else:
        built = payload(service, scope, channel)
        lines, expression, name = list(built.lines), built.expression, built.name
    if name is not None:
        if service.chance(15):
            lines.append(uses.read(service, name))
        if service.hazards and service.chance(40):
            lines.append(uses.change(service, name))
    lines += sender.lines(service, expression, channel)
    if name is not None and service.chance(10):
        lines.append(uses.read(service, name))
    return lines


def _steps(service: Draft) -> list[str]:
    """What is done to a body that a model gave."""
    step = service.pick(
        [
            "",
            "",
            "body.setdefault('tags', {'app': 'web'})",
            "body.pop('initialSpeech', None)",
            "body['externalClientId'] = user",
            "body = {k: v for k, v in body.items() if v is not None}",
            "body = copy.deepcopy(body)",
            "body = {**body, **(profile or {})}",
        ]
    )
    if "copy." in step:
        service.imports.add("import copy")
    if "profile" in step:
        service.varies()
    return [step] if step else []


def _callers(
    main: Draft, service: Draft, sender: Sender, operations: list[Operation], *, asynchronous: bool
) -> None:
    if asynchronous:
        main.imports.add("import asyncio")
    runs = []
    for operation in operations:
        at = main if service is main else main.elsewhere("jobs")
        name = at.refer(service, operation.name)
        if operation.method:
            name = f"{name}({_given(at, service, sender)}).{operation.method}"
        calls = [
            f"{name}({user}{_arguments(operation, number)})"
            for number, user in enumerate(["'ann'", "'bob', True"])
        ]
        if at is main:
            runs += _run(main, calls, asynchronous=asynchronous)
        else:
            runs.append(_job(main, at, calls, asynchronous=asynchronous))
    main.late.extend(runs)


def _given(at: Draft, service: Draft, sender: Sender) -> str:
    if not sender.given:
        return ""
    *_, name = sender.given.removesuffix("()").rpartition(".")
    owner = next(
        draft
        for draft in (service, *service.facts.modules.values())
        if any(source.startswith(f"class {name}") for source in draft.functions)
    )
    return f"{at.refer(owner, name)}()"


def _arguments(operation: Operation, number: int) -> str:
    given = ""
    for argument in operation.arguments:
        if argument.manner == "default" and number:
            continue
        value = argument.other if argument.manner == "disagree" and number else argument.literal
        given += f", {argument.name}={value}"
    return given


def _run(at: Draft, calls: list[str], *, asynchronous: bool) -> list[str]:
    if not asynchronous:
        form = at.pick(["plain", "plain", "table", "lambda", "comprehension", "users"])
        at.trait(f"run {form}")
        if form == "comprehension":
            return [f"print(['token' in made for made in [{', '.join(calls)}]])"]
        if form == "users":
            again = calls[0].replace("'ann'", "user")
            return [
                f"for user in ('ann', 'bob'):\n    print({RESULT.format(again)})",
                f"print({RESULT.format(calls[1])})",
            ]
        if form == "lambda":
            return [f"print((lambda: {RESULT.format(call)})())" for call in calls]
        if form == "table":
            rows = ", ".join(f"'{n}': lambda: {call}" for n, call in enumerate(calls))
            return [f"for run in {{{rows}}}.values():\n    print({RESULT.format('run()')})"]
        return [f"print({RESULT.format(call)})" for call in calls]
    at.imports.add("import asyncio")
    if at.chance(30):
        at.trait("run gather")
        all_of = at.fresh("all_of")
        at.late.append(
            f"async def {all_of}():\n    made = await asyncio.gather({calls[0]}, return_exceptions=True)\n"
            f"    made.append(await {calls[1]})\n    return ['token' in each for each in made]"
        )
        return [f"print(asyncio.run({all_of}()))"]
    return [f"print({RESULT.format(f'asyncio.run({call})')})" for call in calls]


def _job(main: Draft, at: Draft, calls: list[str], *, asynchronous: bool) -> str:
    name = at.fresh("nightly")
    lines = _run(at, calls, asynchronous=asynchronous)
    at.late.append(f"def {name}():\n" + indented("\n".join(lines)))
    return f"{main.refer(at, name)}()"


def _upset(main: Draft) -> None:
    """Some text of another module gets another value before the program runs."""
    found = [
        (draft, "", line.partition(" = ")[0])
        for draft in main.facts.modules.values()
        if draft is not main
        for line in draft.constants
        if line.partition(" = ")[0].isidentifier()
        and line.partition(" = ")[2][:1] in {"'", '"'}
        and "http" not in line
        and "{" not in line
        and "/public" not in line
    ]
    found += [(at, name, attribute) for at, name, attribute in main.facts.holders if at is not main]
    if not found or main.facts.layout is None:
        return
    owner, holder, name = main.pick(found)
    line, prefix = main.facts.layout.importing("main", owner.module, holder or name, "module")
    main.taken.append(line)
    main.varies()
    form = main.pick(_UPSETS)
    main.trait(f"upset {form}")
    of = f"{prefix}{holder}" if holder else prefix.removesuffix(".")
    text = form.format(owner=of, name=name, value="'sage'")
    main.late.insert(main.pick(range(len(main.late) + 1)), text)


def _program(main: Draft) -> Program:
    layout = main.facts.layout
    assert layout is not None
    files = {
        layout.path(draft.module): _source(draft) for draft in reversed(main.facts.modules.values())
    }
    if main.facts.settings:
        imports = [line for line in main.facts.settings if line.startswith("import ")]
        others = [line for line in main.facts.settings if not line.startswith("import ")]
        text = "\n".join([*dict.fromkeys(imports), *others]) + "\n"
        files[layout.path(SETTINGS)] = text
    files |= layout.packages(list(files))
    return Program(
        files,
        main.facts.fixed,
        traits=("several modules", *main.facts.traits),
        environment=main.environment,
        formatted=main.chance(15),
    )


def _source(draft: Draft) -> str:
    imports = sorted(draft.imports, key=lambda line: (line.startswith("from"), line))
    head = "\n".join([*imports, *draft.taken])
    parts = [head, "\n".join(draft.constants), *draft.functions, "\n\n\n".join(draft.late)]
    return "\n\n\n".join(part for part in parts if part) + "\n"
