"""Where a program's requests go, and the ways it spells that."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.end_to_end.differential.draft import Draft
from tests.end_to_end.differential.program import API

PATHS = {"webrtc": "/public/connections", "websocket": "/public/ws-connections"}


@dataclass(frozen=True, slots=True)
class Base:
    """The API's address: an expression that holds everywhere, `literal` when it is known text."""

    expression: str
    literal: bool


@dataclass(slots=True)
class Address:
    """The URL of one call. `lines` come before it; `constant` is a name that holds it all."""

    expression: str
    lines: list[str] = field(default_factory=list)
    constant: str | None = None


def base_address(draft: Draft) -> Base:
    """How the program knows the API's address."""
    form = draft.pick(["default", "literal", "required", "imported", "stripped"])
    draft.trait(f"base {form}")
    if form == "literal":
        return Base(draft.constant("BASE_URL", draft.text(API)), True)
    if form == "imported":
        if draft.chance(50):
            return Base(draft.setting("API_URL", draft.text(API)), True)
        draft.facts.settings.append("import os")
        read = f"os.environ[{draft.text('NAPSTER_BASE_URL')}]"
        return Base(draft.setting("API_URL", read), False)
    draft.imports.add("import os")
    name = draft.text("NAPSTER_BASE_URL")
    read = {
        "default": f"os.environ.get({name}, {draft.text(API)})",
        "required": f"os.environ[{name}]",
        "stripped": f"os.getenv({name}, {draft.text(API)}).rstrip({draft.text('/')})",
    }[form]
    return Base(draft.constant("BASE_URL", read), False)


def joined(draft: Draft, base: Base, path: str) -> Address:
    """The address of a path that a name or an expression stands for."""
    q, b = draft.quote, base.expression
    form = draft.pick(["f-string", "sum", "local", "helper"])
    draft.trait(f"url {form} of path")
    whole = f"f{q}{{{b}}}{{{path}}}{q}"
    if form == "sum":
        return Address(f"{b} + {path}")
    if form == "local":
        return Address("url", [f"url = {whole}"])
    if form == "helper" and not base.literal and draft.chance(40):
        return Address(f"{_elsewhere(draft)}({path})")
    if form == "helper" and not b.startswith("self."):
        draft.function(f"def _url(path):\n    return f{q}{{{b}}}{{path}}{q}")
        return Address(f"_url({path})")
    return Address(whole)


def _elsewhere(draft: Draft) -> str:
    """A function of another module that makes addresses of paths."""
    at = draft.elsewhere("addresses")
    at.imports.add("import os")
    read = f"os.environ.get({at.text('NAPSTER_BASE_URL')}, {at.text(API)})"
    name, root = at.fresh("url_for"), at.constant("ROOT_URL", read)
    at.function(f"def {name}(path):\n    return {root} + path")
    draft.trait("url helper of another module")
    return draft.refer(at, name)


def absolute(draft: Draft, base: Base, path: str) -> Address:
    """The address of `path`, by one of the ways to join it."""
    q, b = draft.quote, base.expression
    forms = ["f-string", "f-string", "constant", "sum", "format", "percent", "join", "pieces"]
    forms += ["local", "named", "literal" if base.literal else "constant"]
    forms += [] if base.literal else ["elsewhere"]
    if b.startswith("self."):
        forms = [form for form in forms if form != "constant"]
    form = draft.pick(forms)
    draft.trait(f"url {form}")
    whole = draft.pick([f"f{q}{{{b}}}{path}{q}", f"{b} + {q}{path}{q}"])
    if form == "constant":
        name = draft.constant("CONNECTIONS_URL", whole)
        return Address(name, constant=name)
    if form == "local":
        return Address("url", [f"url = {whole}"])
    if form == "named":
        name = draft.constant("PATH", draft.text(path))
        return Address(draft.pick([f"f{q}{{{b}}}{{{name}}}{q}", f"{b} + {name}"]))
    if form == "elsewhere":
        return Address(f"{_elsewhere(draft)}({draft.text(path)})")
    if form == "join":
        draft.imports.add("from urllib.parse import urljoin")
    last = path.rpartition("/")[2]
    return Address(
        {
            "literal": f"{q}{API}{path}{q}",
            "f-string": f"f{q}{{{b}}}{path}{q}",
            "sum": f"{b} + {q}{path}{q}",
            "format": f"{q}{{}}{path}{q}.format({b})",
            "percent": f"{q}%s/public/%s{q} % ({b}, {q}{last}{q})",
            "join": f"urljoin({b}, {q}{path}{q})",
            "pieces": f"{b} + {q}/public{q} {q}/{last}{q}",
        }[form]
    )


def relative(draft: Draft, path: str) -> str:
    """The path alone, for clients that know the address."""
    if draft.chance(30):
        return draft.constant("PATH", draft.text(path))
    return draft.text(path)
