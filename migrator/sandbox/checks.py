"""What the API refuses in a body: values, references and combinations.

Which check runs at agent creation and which at connection follows section 7 of the reference.
"""

from __future__ import annotations

import re
import sqlite3

from pydantic import JsonValue

from migrator.sandbox.bodies import JsonObject
from migrator.sandbox.catalogue import ApiKey, ResourceKind
from migrator.sandbox.errors import invalid, not_found, refused
from migrator.sandbox.languages import is_code
from migrator.sandbox.settings import SandboxSettings
from migrator.sandbox.storage import resources

EXTERNAL_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
LONGEST_TAG_KEY, LONGEST_TAG_VALUE = 64, 512
KNOWN_VOICES = frozenset(
    "alloy ash ballad cedar coral echo marin sage shimmer verse".split()  # noqa: SIM905
)
READY = frozenset({"readyToUse", "completed"})
PHONE_CHANNELS = frozenset({"sip", "voip"})


def check_external_client_id(value: JsonValue) -> None:
    """Letters, digits, - and _, at most 32 (docs/deploying-your-omniagent/session-configuration)."""
    if isinstance(value, str) and not EXTERNAL_CLIENT_ID.fullmatch(value):
        raise invalid(
            "externalClientId",
            "Invalid external client ID: use letters, digits, '-' and '_', at most 32 characters.",
        )


def check_tags(tags: JsonValue) -> None:
    """Keys of at most 64 and values of at most 512 characters (docs/deploying-your-agent)."""
    for key, value in tags.items() if isinstance(tags, dict) else ():
        if len(key) > LONGEST_TAG_KEY:
            raise invalid("tags", f"A tag key has at most {LONGEST_TAG_KEY} characters.")
        if len(str(value)) > LONGEST_TAG_VALUE:
            raise invalid("tags", f"A tag value has at most {LONGEST_TAG_VALUE} characters.")


def check_faq_count(body: JsonObject, settings: SandboxSettings) -> None:
    """At most one FAQ collection where the profile or the settings say so."""
    collections = body.get("faqCollections")
    if settings.one_faq_only and isinstance(collections, list) and len(collections) > 1:
        raise invalid("faqCollections", "At most 1 FAQ collection can be attached.")


def check_agent(body: JsonObject, companion: JsonObject, settings: SandboxSettings) -> None:
    """The members of a new or changed agent, `name` and `voiceId` included."""
    if settings.profile == "live" and not body.get("name"):
        raise invalid("name", "'name' must not be empty.")
    if not body.get("voiceId") and "voiceId" not in companion:
        raise invalid("voiceId", "Voice id is required.")
    check_language(body.get("language"), settings)
    check_tags(body.get("tags"))
    check_faq_count(body, settings)


def check_language(language: JsonValue, settings: SandboxSettings) -> None:
    """The form of an agent's language: names in the docs, ISO 639-1 since July 2026."""
    if not isinstance(language, str):
        return
    form = settings.language_form
    if form == "iso" and not is_code(language):
        raise invalid("language", "'language' must be an ISO 639-1 code.")
    if form == "name" and is_code(language):
        raise invalid("language", "'language' must be the English name of a language.")


def check_architecture(body: JsonObject, key: ApiKey) -> None:
    """Modes and MCP that the model architecture of the key does not do."""
    if key.architecture is None:
        return
    cascade = key.architecture == "cascade"
    if body.get("mode") == "puppeteer" and not cascade:
        raise refused("UnsupportedSessionMode", "Puppeteer mode needs a Cascade key.")
    if cascade and body.get("mcp"):
        raise refused("UnsupportedProvider", "MCP is not available on a Cascade key.")


def check_phone_channel(agent: JsonObject, channel: str) -> None:
    """No puppeteer on the phone."""
    if channel in PHONE_CHANNELS and agent.get("mode") == "puppeteer":
        raise refused("TelephonyChannelNotAllowed", "Puppeteer mode has no phone channels.")


def usable_companion(
    db: sqlite3.Connection, key: ApiKey, settings: SandboxSettings, companion_id: JsonValue
) -> JsonObject:
    """The companion's body ({} for an unknown one under `any_ids`). Raises 404 or 400."""
    companion = resources.found(db, key.project, ResourceKind.COMPANION, str(companion_id))
    if companion is None:
        if settings.any_ids:
            return {}
        raise not_found("CompanionNotFound", f"Companion {companion_id} was not found.")
    if companion.body.get("status", "completed") not in READY:
        raise refused("CompanionNotReady", f"Companion {companion_id} is not ready to use.")
    return companion.body


def check_references(
    db: sqlite3.Connection, key: ApiKey, settings: SandboxSettings, effective: JsonObject
) -> None:
    """Tools, FAQ collections and MCP servers of a session must exist; knowledge need not."""
    check_mcp_servers(db, key, settings, effective.get("mcp"))
    if settings.any_ids:
        return
    for member, kind in (
        ("functions", ResourceKind.FUNCTION),
        ("faqCollections", ResourceKind.FAQ),
    ):
        unknown = resources.unknown_ids(db, key.project, kind, _texts(effective[member]))
        if unknown:
            raise invalid(member, f"Not found: {', '.join(unknown)}.")


def check_mcp_servers(
    db: sqlite3.Connection, key: ApiKey, settings: SandboxSettings, mcp: JsonValue
) -> None:
    """Attached MCP servers must exist."""
    if settings.any_ids or not isinstance(mcp, dict):
        return
    ids = mcp_server_ids(mcp)
    for unknown in resources.unknown_ids(db, key.project, ResourceKind.MCP_SERVER, ids):
        raise refused("McpServerNotFound", f"MCP server {unknown} was not found.")


def mcp_server_ids(mcp: JsonObject) -> list[str]:
    """The ids of attached servers, given as texts or as objects with an id."""
    servers = mcp.get("servers")
    found = []
    for server in servers if isinstance(servers, list) else []:
        named = server.get("id", server.get("mcpServerId")) if isinstance(server, dict) else server
        found.append(str(named))
    return found


def check_voice(effective: JsonObject, settings: SandboxSettings) -> None:
    """A voice must be there; whether it is a known one is only looked at when asked for."""
    voice = effective["voiceId"]
    if not voice and settings.profile == "live":
        raise invalid("providerConfig.voiceId", "Voice id is required.")
    if voice and settings.validate_voice and voice not in KNOWN_VOICES:
        raise invalid("voiceId", f"Voice {voice} is not available.")


def _texts(value: JsonValue) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
