"""What a sandbox server can be told: profile, storage, limits, open questions, faults.

Defaults follow the conflict table and the "suggested local-server profiles" of the reference.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Profile = Literal["docs", "live"]
LanguageForm = Literal["any", "iso", "name"]


class SandboxSettingsError(ValueError):
    """A setting or the catalogue file can't be used; the message says which and why."""


class FaultKind(enum.StrEnum):
    """What goes wrong with a request that a fault hits.

    A slow answer comes late although the work is done; late work is only begun then, whether or
    not somebody still waits for it.
    """

    RATE_LIMITED = "rate-limited"
    INTERNAL_ERROR = "internal-error"
    BAD_GATEWAY = "bad-gateway"
    UNAVAILABLE = "unavailable"
    LOST_ANSWER = "lost-answer"
    RESET = "reset"
    TRUNCATED = "truncated"
    SLOW = "slow"
    ERROR_AFTER_WORK = "error-after-work"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and the requests it may hit.

    Of the requests that match `methods` (empty: all) and `paths` (shell patterns over the path),
    the first `after` pass; then the next `first` are hit, and of the others the share `rate`
    (0 to 1). `retry_after_seconds` and `retry_after_as_date` shape a 429, `delay_seconds` a slow
    answer and late work.
    """

    kind: FaultKind
    rate: float = 0.0
    first: int = 0
    after: int = 0
    methods: tuple[str, ...] = ()
    paths: tuple[str, ...] = ("/public/*",)
    retry_after_seconds: int = 1
    retry_after_as_date: bool = False
    delay_seconds: float = 1.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.rate <= 1.0:
            raise SandboxSettingsError(f"fault {self.kind}: rate {self.rate} is not in 0..1")


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """Everything that shapes a server. `None` lifts a limit or leaves a choice to the profile.

    `port` 0 takes a free port, `database` None keeps everything in memory, `catalogue` None uses
    the built-in one. `any_ids` accepts companion, function, FAQ, knowledge and MCP ids that the
    catalogue does not know. `provider_settings_override` says whether a channel's
    `providerSettings` stand in member by member or whole, and `patched_objects` whether a PATCH
    replaces or merges `providerSettings` and `tags`: the documentation leaves both open.
    `revoke_key_after` refuses each key after that many requests.
    """

    profile: Profile = "live"
    port: int = 0
    database: Path | None = None
    catalogue: Path | None = None
    any_ids: bool = False
    pace_seconds: float | None = 5.0
    concurrency_limit: int | None = 5
    agent_cap: int | None = 100
    per_session_web_search: bool = True
    agent_language: LanguageForm | None = None
    strict_faq: bool | None = None
    validate_voice: bool = False
    provider_settings_override: Literal["members", "whole"] = "members"
    patched_objects: Literal["replace", "merge"] = "replace"
    idle_seconds: float = 180.0
    token_seconds: float = 120.0
    default_page_size: int = 20
    largest_page_size: int = 100
    created_status: int = 200
    deleted_status: int = 200
    latency_ms: float = 0.0
    faults: tuple[Fault, ...] = ()
    fault_seed: int = 0
    revoke_key_after: int | None = None

    @property
    def language_form(self) -> LanguageForm:
        """What an agent's `language` may look like (conflict C1: names in docs, ISO live)."""
        if self.agent_language is not None:
            return self.agent_language
        return "iso" if self.profile == "live" else "any"

    @property
    def one_faq_only(self) -> bool:
        """Whether a second FAQ collection is refused (conflict C8)."""
        return self.profile == "live" if self.strict_faq is None else self.strict_faq


UNLIMITED = SandboxSettings(pace_seconds=None, concurrency_limit=None)
"""No pace and no concurrency limit: what demo and before/after comparison run against."""
