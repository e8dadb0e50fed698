"""Settings of one run: `[tool.migrator]` of the scanned project, widened by the command line."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationInfo, field_validator

from migrator.model.own_modules import ROUTING

AgentRef = Literal["auto", "literal", "env", "module"]
LanguageFormat = Literal["auto", "name", "iso"]
Dynamic = Literal["leave", "route"]

DEFAULT_BASE_URL = "https://companion-api.napster.com"
KEY_VARIABLE = "NAPSTER_API_KEY"
BASE_URL_VARIABLE = "NAPSTER_BASE_URL"

_DOTTED = r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$"


def _dashed(name: str) -> str:
    return name.replace("_", "-")


class ProjectSender(BaseModel):
    """A project's own function or method that sends what it is given, as it is given.

    `call` is its dotted name; `url` and `payload` say where these stand: a position from 0 (not
    counting `self`) or a keyword. `key` names the environment variable with the key that it sends.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    call: str = Field(pattern=_DOTTED)
    url: int | str
    payload: int | str
    method: Literal["POST", "GET", "PUT", "PATCH", "DELETE"] = "POST"
    key: str | None = None


class Settings(BaseModel):
    """What a run was asked to do. Keys in files are spelled with dashes.

    `defaults` maps agent fields (source or target path) to what a call that doesn't send them
    stands for. With `tags` set to `agent`, constant tags go to agents, and show on every session of
    these. `max_variants` is how many agents one call may choose among. `values` maps names of
    environment variables to values. `key` is the code's own name for the API key that this run's
    key stands for. With `one_project` all keys of the scanned code are of one project, also those
    that can't be followed. With `closed_world` functions whose every
    caller is in the tree take what those callers give them; a library turns it off.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_dashed, populate_by_name=True
    )

    paths: list[str] = []
    exclude: list[str] = []
    agent_ref: AgentRef = "auto"
    language_format: LanguageFormat = "auto"
    strict_faq: bool = False
    tags: Literal["session", "agent"] = "session"
    max_variants: int = Field(default=12, ge=1, le=100)
    closed_world: bool = True
    senders: list[ProjectSender] = []
    key: str | None = None
    one_project: bool = False
    base_url: str = DEFAULT_BASE_URL
    environment: str = Field(default="default", pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    defaults: dict[str, JsonValue] = {}
    values: dict[str, str] = {}
    rules: list[str] = []
    dynamic: Dynamic = "leave"
    routing_module: str | None = Field(default=None, pattern=_DOTTED)
    ids_module: str | None = Field(default=None, pattern=_DOTTED)
    routed: dict[str, list[JsonValue]] = {}

    @field_validator("ids_module")
    @classmethod
    def _is_no_other(cls, name: str | None, info: ValidationInfo) -> str | None:
        routing = info.data.get("routing_module") or ROUTING.name
        taken = {routing, ROUTING.name, *(f"{routing}{suffix}" for suffix in ROUTING.suffixes)}
        if name is not None and (name in taken or name.rpartition(".")[2] in taken):
            raise ValueError(f"{name} is the routing module's name, choose another one")
        return name
