from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

import httpx

DEFAULT_BASE_URL = "https://companion-api.napster.com"
MUSEUM_AGENT_ID = "agent_museum"


class NapsterError(Exception):
    pass


@dataclass
class VoiceSettings:
    temperature: float = 0.6
    instructions: str = "You are a helpful museum guide."


@dataclass
class SessionConfig:
    companion_id: str
    voice_id: str = "cedar"
    settings: VoiceSettings = field(default_factory=VoiceSettings)
    external_client_id: str | None = None

    def to_payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = {
            "channelType": "webrtc",
        }
        if self.external_client_id is not None:
            payload["externalClientId"] = self.external_client_id
        return payload


class NapsterClient:
    def __init__(self, api_key: str | None = None, base_url: str | None = None) -> None:
        self._api_key = api_key or os.environ["NAPSTER_API_KEY"]
        self._base_url = (
            base_url or os.getenv("NAPSTER_BASE_URL") or DEFAULT_BASE_URL
        ).rstrip("/")
        self._client = httpx.Client(
            base_url=self._base_url,
            headers={"X-Api-Key": self._api_key},
            timeout=httpx.Timeout(30.0, connect=5.0),
        )

    def create_session(self, config: SessionConfig) -> dict[str, Any]:
        return self._request(
            "POST",
            f"/public/agents/{MUSEUM_AGENT_ID}/connections",
            json=config.to_payload(),
        )

    def end_session(self, session_id: str) -> None:
        self._request("DELETE", f"/public/connections/{session_id}")

    def _request(self, method: str, path: str, **kwargs: Any) -> dict[str, Any]:
        try:
            response = self._client.request(method, path, **kwargs)
        except httpx.HTTPError as exc:
            raise NapsterError(str(exc)) from exc
        if response.is_error:
            raise NapsterError(f"{response.status_code}: {response.text}")
        return response.json() if response.content else {}
