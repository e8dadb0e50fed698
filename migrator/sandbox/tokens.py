"""The token that a connection answers with: base64 JSON, for the client side alone.

Shapes: WebSocket as of July 2026 (address with the token in it), WebRTC as seen live.
"""

from __future__ import annotations

import base64
import json
import uuid

from pydantic import JsonValue

from migrator.sandbox.effective import Channel


def connection_token(channel: Channel, base_url: str, session_id: str, expires_at: int) -> str:
    """The token for one session; `base_url` is the server's, without a slash at its end."""
    shape = _websocket if channel == "websocket" else _webrtc
    text = json.dumps(shape(base_url, session_id, expires_at))
    return base64.b64encode(text.encode()).decode("ascii")


def _websocket(base_url: str, session_id: str, expires_at: int) -> dict[str, JsonValue]:
    secret = uuid.uuid4().hex
    address = f"{base_url.replace('http', 'ws', 1)}/ws/connections/{session_id}?token={secret}"
    return {
        "url": address,
        "token": secret,
        # Clients written before July 2026 read this name.
        "authToken": secret,
        "connection": {"id": session_id},
        "expiresAt": expires_at,
    }


def _webrtc(base_url: str, session_id: str, expires_at: int) -> dict[str, JsonValue]:
    return {
        "connection": {"id": session_id, "signalingEndpoint": base_url},
        "expiresAt": expires_at,
        "avatar": {"voices": [{"provider": "openAI"}]},
    }
