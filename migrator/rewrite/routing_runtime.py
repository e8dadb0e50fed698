"""Chooses the agent that opens a session: `path, body = route(channel, payload)`.

Where only the whole URL is at hand: `url, body = route_url(url, payload)`.

Written by omniagent-migrator; changes made here are lost. It needs the standard library
alone.

`route` takes the payload of a per-session request apart and looks up what belongs to
an agent in the table beside this file (the module of the same name with `_table`), in
the section that the environment variable OMNIAGENT_ENVIRONMENT names. Where it finds
an agent, it returns that agent's path, and the part of the payload that belongs to the
session; else the per-session path, and the payload as it is. It changes no payload,
and whatever the payload is, it raises nothing. `route_url` does so for a URL that is a
per-session one, and returns any other as it is, with its payload; so it does where the
method that is given isn't POST.

With OMNIAGENT_RECORD=FILE each configuration that has no agent is appended to that
file, once a process, for `migrator apply --recorded FILE`. What belongs to the session
is never written there, nor is free text: its digest is.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import logging
import os
import re
import threading
from collections.abc import Mapping
from typing import Any

ENVIRONMENT = "OMNIAGENT_ENVIRONMENT"
RECORD = "OMNIAGENT_RECORD"
DIGEST = "$sha256"

# <rules>
PER_SESSION_PATHS = {
    "webrtc": "/public/connections",
    "websocket": "/public/ws-connections",
}
AGENT_PATH = "/public/agents/{agentId}/connections"
CHANNEL_TYPE = "channelType"
FIELDS: dict[str, dict[str, Any]] = {
    "webrtc": {
        "companionId": "agent",
        "providerConfig": {
            "voiceId": "agent",
            "settings": {
                "instructions": "text",
                "temperature": "agent",
                "turnDetection": "agent",
                "noiseReduction": "agent",
            },
            "useGreenVideo": "agent",
        },
        "videoPolicy": "agent",
        "language": "agent",
        "functions": "agent",
        "faqCollections": "agent",
        "knowledgeBaseId": "agent",
        "disableIdleTimeout": "agent",
        "useWebSearch": "agent",
        "mode": "agent",
        "mcp": {
            "servers": "agent",
            "connectors": "agent",
            "authorizations": "session",
        },
        "externalClientId": "session",
        "externalClientProfile": "session",
        "tags": "session",
        "initialSpeech": "session",
    },
    "websocket": {
        "companionId": "agent",
        "providerConfig": {
            "voiceId": "agent",
            "settings": {
                "instructions": "text",
                "temperature": "agent",
                "turnDetection": "agent",
                "noiseReduction": "agent",
            },
        },
        "language": "agent",
        "functions": "agent",
        "faqCollections": "agent",
        "knowledgeBaseId": "agent",
        "disableIdleTimeout": "agent",
        "useWebSearch": "agent",
        "mode": "agent",
        "mcp": {
            "servers": "agent",
            "connectors": "agent",
            "authorizations": "session",
        },
        "externalClientId": "session",
        "externalClientProfile": "session",
        "tags": "session",
        "initialSpeech": "session",
        "modality": "session",
    },
}
# </rules>

_URL = re.compile(r"(?P<base>(https?://[^/?#\s]+)?)(?P<path>/[^?#\s]*)", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[\w.:/@+-]{1,64}", re.ASCII)
_AGENT_ID = re.compile(r"[\w.~-]+", re.ASCII)
_SECRET = re.compile(r"secret|token|passw|auth|credential|api.?key", re.IGNORECASE)
_MOST_RECORDS = 1000
_LONGEST_RECORD = 32_768

_log = logging.getLogger(__name__)
_reading = threading.Lock()
_table: dict[str, dict[str, str]] | None = None
# These grow by setdefault alone, which is one step whatever other threads do.
_recorded: dict[str, object] = {}
_warned: dict[str, object] = {}


class UnknownField(LookupError):
    """A payload holds something of which it is not known whose it is."""


def route(channel: str, payload: object) -> tuple[str, Any]:
    """The path to post to, and the body: those of an agent, or the per-session ones."""
    try:
        configuration, session = split(channel, payload)
        agent = _agent_of(channel, configuration)
        if agent is not None:
            path = AGENT_PATH.replace("{agentId}", agent)
            return path, {CHANNEL_TYPE: channel, **session}
    except Exception as error:  # noqa: BLE001 - a session opens as it always did
        _log.debug("A payload could not be taken apart: %r", error)
    return PER_SESSION_PATHS[channel], payload


def route_url(
    url: object,
    payload: object,
    method: object = "POST",
) -> tuple[Any, Any]:
    """The URL to send to, and the body: those of an agent, or what is given."""
    posts = type(method) is str and method.upper() == "POST"
    # Subclasses of text may be read otherwise than they look.
    match = _URL.fullmatch(url) if posts and type(url) is str else None
    for channel, path in PER_SESSION_PATHS.items():
        if match is not None and match["path"] == path:
            chosen, body = route(channel, payload)
            if chosen != path:
                return f"{match['base']}{chosen}", body
    return url, payload


def split(channel: str, payload: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of a payload an agent holds, and what belongs to the session.

    Raises UnknownField where something of it has no known place.
    """
    return _split(payload, FIELDS[channel])


def _split(
    payload: object,
    fields: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, Any]]:
    # Subclasses may send something else than what they hold.
    if type(payload) is not dict:
        raise UnknownField(type(payload).__name__)
    configuration: dict[str, Any] = {}
    session: dict[str, Any] = {}
    for key, value in payload.items():
        whose = fields.get(key)
        if whose is None:
            raise UnknownField(key)
        if isinstance(whose, dict):
            inner, of_session = _split(value, whose)
            if inner:
                configuration[key] = inner
            if of_session:
                session[key] = of_session
        elif whose == "session":
            session[key] = value
        else:
            configuration[key] = value
    return configuration, session


def fingerprint(channel: str, configuration: Mapping[str, Any]) -> str:
    """The table's key of a configuration: equal only where the JSON to send is equal.

    Raises TypeError or ValueError for what is no JSON.
    """
    _expect_plain(configuration)
    return digest([channel, configuration])[:32]


def _expect_plain(value: object) -> None:
    # What holds others may be sent otherwise: a named tuple as an object, say.
    if isinstance(value, dict) and type(value) is dict:
        for inner in value.values():
            _expect_plain(inner)
    elif isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        for inner in value:
            _expect_plain(inner)
    elif value is not None and not isinstance(value, (str, int, float)):
        raise TypeError(f"{type(value).__name__} may be sent in several ways")


def digest(value: object) -> str:
    """SHA-256 (hex) of a value's JSON, keys in order. Raises as `fingerprint` does."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _agent_of(channel: str, configuration: Mapping[str, Any]) -> str | None:
    key = fingerprint(channel, configuration)
    environment = os.environ.get(ENVIRONMENT, "")
    agents = _agents(environment)
    if key not in agents:
        _record(channel, configuration, key, environment)
    return agents.get(key)


def _agents(environment: str) -> Mapping[str, str]:
    """The section of the table that is in force; empty where none is."""
    global _table
    table = _table
    if table is None:
        with _reading:
            table = _table = _read_table() if _table is None else _table
    if environment not in table and table:
        _warn(f"{ENVIRONMENT} is {environment!r}, and the table has no such section.")
    return table.get(environment, {})


def _read_table() -> dict[str, dict[str, str]]:
    name = f"{__name__}_table"
    try:
        table = importlib.import_module(name).TABLE
        found = {section: dict(agents) for section, agents in table.items()}
        for agents in found.values():
            for key, agent in agents.items():
                if not (isinstance(key, str) and _AGENT_ID.fullmatch(agent)):
                    raise ValueError(f"{key!r}: {agent!r} is no agent")
    except Exception as error:  # noqa: BLE001 - a session opens as it always did
        _warn(f"The table of agents, {name}, can't be read: {error!r}.")
        return {}
    return found


def _warn(message: str) -> None:
    if _is_first(message, _warned):
        _log.warning("%s Sessions are opened without agents.", message)


def _is_first(key: str, seen: dict[str, object]) -> bool:
    """Whether nobody asked for a key before, in whatever thread."""
    mine = object()
    return seen.setdefault(key, mine) is mine


def _record(
    channel: str,
    configuration: Mapping[str, Any],
    key: str,
    environment: str,
) -> None:
    path = os.environ.get(RECORD)
    if not path or key in _recorded or len(_recorded) >= _MOST_RECORDS:
        return
    if not _is_first(key, _recorded):
        return
    record = {
        "channel": channel,
        "environment": environment,
        "fingerprint": key,
        "configuration": _without_text(configuration, FIELDS[channel]),
    }
    line = json.dumps(record, sort_keys=True) + "\n"
    if len(line) > _LONGEST_RECORD:
        return
    try:
        _append(path, line)
    except OSError as error:
        _warn(f"{path} can't be written: {error!r}.")


def _append(path: str, line: str) -> None:
    """One write at the file's end, so that lines of several processes don't mix."""
    further = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | further, 0o600)
    try:
        os.write(file, line.encode("ascii"))
    finally:
        os.close(file)


def _without_text(
    configuration: Mapping[str, Any],
    fields: Mapping[str, Any],
) -> dict[str, Any]:
    """A configuration with a digest for whatever may be text or a secret."""
    found: dict[str, Any] = {}
    for key, value in configuration.items():
        whose = fields[key]
        if isinstance(whose, dict):
            found[key] = _without_text(value, whose)
        elif whose != "text" and _is_setting(value):
            found[key] = value
        else:
            found[key] = {DIGEST: digest(value)}
    return found


def _is_setting(value: object) -> bool:
    if isinstance(value, str):
        return _IDENTIFIER.fullmatch(value) is not None
    if isinstance(value, (list, tuple)):
        return all(map(_is_setting, value))
    if isinstance(value, dict):
        return all(
            isinstance(key, str)
            and _is_setting(key)
            and not _SECRET.search(key)
            and _is_setting(inner)
            for key, inner in value.items()
        )
    return value is None or isinstance(value, (bool, int, float))
