"""Ways in which code says where it posts to: the rows of the table of real shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.benchmarks.draft import HOST


@dataclass(frozen=True)
class Url:
    """An expression for the URL, and what it needs around it.

    `attributes` and `init` are lines of a class and its constructor: such a URL stands in a
    method. `base` is what a client is given as its base URL.
    """

    expression: str
    imports: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    init: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
    base: str | None = None
    parent: str = ""

    @property
    def in_class(self) -> bool:
        """Whether the expression only means something inside a method."""
        return "self." in self.expression


Maker = Callable[[str, str], Url]
"""From the endpoint's path and a name that is free in the folder."""


def literal(path: str, name: str) -> Url:
    return Url(f'"{HOST}{path}"')


def constant(path: str, name: str) -> Url:
    return Url("SESSION_URL", constants=(f'SESSION_URL = "{HOST}{path}"',))


def concatenated(path: str, name: str) -> Url:
    return Url(f'API + "{path}"', constants=(f'API = "{HOST}"',))


def composed_constant(path: str, name: str) -> Url:
    lines = (f'API_BASE = "{HOST}"', f'SESSIONS = f"{{API_BASE}}{path}"')
    return Url("SESSIONS", constants=lines)


def formatted(path: str, name: str) -> Url:
    return Url(f'f"{{API_BASE}}{path}"', constants=(f'API_BASE = "{HOST}"',))


def dot_format(path: str, name: str) -> Url:
    return Url(f'"{{}}{path}".format(API_BASE)', constants=(f'API_BASE = "{HOST}"',))


def percent(path: str, name: str) -> Url:
    return Url(f'"%s{path}" % API_BASE', constants=(f'API_BASE = "{HOST}"',))


def joined(path: str, name: str) -> Url:
    return Url(
        f'urljoin(API_BASE, "{path}")',
        imports=("from urllib.parse import urljoin",),
        constants=(f'API_BASE = "{HOST}"',),
    )


def public_in_base(path: str, name: str) -> Url:
    tail = path.removeprefix("/public")
    return Url(f'ROOT + "{tail}"', constants=(f'ROOT = "{HOST}/public"',))


def class_attribute(path: str, name: str) -> Url:
    return Url(f'f"{{self.BASE_URL}}{path}"', attributes=(f'BASE_URL = "{HOST}"',))


def class_endpoint(path: str, name: str) -> Url:
    return Url("self.endpoint", attributes=(f'endpoint = "{HOST}{path}"',))


def self_literal(path: str, name: str) -> Url:
    return Url(f'f"{{self.base_url}}{path}"', init=(f'self.base_url = "{HOST}"',))


def self_default(path: str, name: str) -> Url:
    return Url(
        f'self.base_url + "{path}"',
        parameters=(f'base_url: str = "{HOST}"',),
        init=("self.base_url = base_url",),
    )


def self_or_default(path: str, name: str) -> Url:
    return Url(
        f'f"{{self._base}}{path}"',
        constants=(f'DEFAULT_BASE = "{HOST}"',),
        parameters=("base_url: str | None = None",),
        init=("self._base = base_url or DEFAULT_BASE",),
    )


def self_stripped(path: str, name: str) -> Url:
    return Url(
        f'f"{{self.base_url}}{path}"',
        parameters=(f'base_url: str = "{HOST}/"',),
        init=('self.base_url = base_url.rstrip("/")',),
    )


def self_environment(path: str, name: str) -> Url:
    return Url(
        f'f"{{self.base_url}}{path}"',
        imports=("import os",),
        init=(f'self.base_url = os.environ.get("NAPSTER_BASE_URL", "{HOST}")',),
    )


def url_method(path: str, name: str) -> Url:
    return Url(
        f'self._url("{path}")',
        init=(f'self._root = "{HOST}"',),
        methods=("def _url(self, path: str) -> str:\n    return self._root + path\n",),
    )


def url_function(path: str, name: str) -> Url:
    return Url(
        f'_url("{path}")',
        constants=(f'API_BASE = "{HOST}"',),
        blocks=('def _url(path: str) -> str:\n    return f"{API_BASE}{path}"\n',),
    )


def environment_default(path: str, name: str) -> Url:
    return Url(
        f'f"{{API_BASE}}{path}"',
        imports=("import os",),
        constants=(f'API_BASE = os.getenv("NAPSTER_BASE_URL", "{HOST}")',),
    )


def environment_only(path: str, name: str) -> Url:
    return Url(
        f"f\"{{os.environ['NAPSTER_BASE_URL']}}{path}\"",
        imports=("import os",),
    )


def imported_base(path: str, name: str) -> Url:
    return Url(
        f'f"{{API_BASE}}{path}"',
        imports=(f"from .{name} import API_BASE",),
        beside={name: f'"""Where the services are."""\n\nAPI_BASE = "{HOST}"\nTIMEOUT = 20\n'},
    )


def imported_url(path: str, name: str) -> Url:
    text = f'"""Addresses."""\n\n_API = "{HOST}"\nSESSION_URL = _API + "{path}"\nRETRIES = 3\n'
    return Url("SESSION_URL", imports=(f"from .{name} import SESSION_URL",), beside={name: text})


def settings_module(path: str, name: str) -> Url:
    text = f'"""Settings."""\n\nDEBUG = False\nNAPSTER_API = "{HOST}"\nPAGE_SIZE = 50\n'
    return Url(
        f'f"{{{name}.NAPSTER_API}}{path}"', imports=(f"from . import {name}",), beside={name: text}
    )


def settings_dataclass(path: str, name: str) -> Url:
    text = (
        '"""Settings of the service."""\n\nfrom dataclasses import dataclass\n\n\n'
        "@dataclass(frozen=True)\nclass Settings:\n"
        f'    napster_api: str = "{HOST}"\n    page_size: int = 50\n\n\nsettings = Settings()\n'
    )
    return Url(
        f'f"{{settings.napster_api}}{path}"',
        imports=(f"from .{name} import settings",),
        beside={name: text},
    )


def settings_pydantic(path: str, name: str) -> Url:
    text = (
        '"""Settings of the service, from the environment."""\n\n'
        "from functools import lru_cache\n\nfrom pydantic_settings import BaseSettings\n\n\n"
        f'class Settings(BaseSettings):\n    napster_base_url: str = "{HOST}"\n'
        "    page_size: int = 50\n\n\n"
        "@lru_cache\ndef get_settings() -> Settings:\n    return Settings()\n"
    )
    return Url(
        f'f"{{get_settings().napster_base_url}}{path}"',
        imports=(f"from .{name} import get_settings",),
        beside={name: text},
    )


def base_class(path: str, name: str) -> Url:
    text = (
        '"""What all clients share."""\n\n\nclass ApiClient:\n'
        f'    base_url = "{HOST}"\n    timeout = 20\n\n'
        "    def describe(self) -> str:\n        return type(self).__name__\n"
    )
    return Url(
        f'f"{{self.base_url}}{path}"',
        imports=(f"from .{name} import ApiClient",),
        beside={name: text},
        parent="ApiClient",
    )


def client_base(path: str, name: str) -> Url:
    return Url(f'"{path}"', constants=(f'API_BASE = "{HOST}"',), base="API_BASE")


def client_base_imported(path: str, name: str) -> Url:
    text = f'"""Where the services are."""\n\nAPI_BASE = "{HOST}"\nTIMEOUT = 20\n'
    return Url(
        f'"{path}"',
        imports=(f"from .{name} import API_BASE",),
        beside={name: text},
        base="API_BASE",
    )


LITERAL: tuple[Maker, ...] = (
    literal,
    constant,
    concatenated,
    composed_constant,
    formatted,
    dot_format,
    percent,
    joined,
    public_in_base,
    url_function,
)
IN_CLASS: tuple[Maker, ...] = (
    class_attribute,
    class_endpoint,
    self_literal,
    self_default,
    self_or_default,
    self_stripped,
    self_environment,
    url_method,
    base_class,
)
SETTINGS: tuple[Maker, ...] = (
    environment_default,
    environment_only,
    imported_base,
    imported_url,
    settings_module,
    settings_dataclass,
    settings_pydantic,
)
ON_CLIENT: tuple[Maker, ...] = (client_base, client_base_imported)
