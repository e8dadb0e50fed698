"""Client of the clinic's discharge nurse, by video in the ward and by chat at home."""

from __future__ import annotations

import os

import requests

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")


class NurseError(Exception):
    """The service refused; `status` is its HTTP status."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status


class LinesBusy(NurseError):
    """All concurrent sessions of this transport are taken. Retrying soon won't help."""


class NurseClient:
    """Opens, ends and looks up sessions with the nurse."""

    companion_id = "comp_nurse_stock"
    voice_id = "shimmer"

    # Approved by the ward on 2026-03-02. Changes need a new sign-off.
    instructions = (
        "You explain discharge papers in plain words. "
        "You never change a dose; for that, you ask the patient to call the ward."
    )

    def __init__(self, base_url: str = BASE_URL, timeout: float = 10) -> None:
        self.base_url = base_url
        self.timeout = timeout
        self.session = requests.Session()
        self.session.headers.update({"X-Api-Key": os.environ["NAPSTER_API_KEY"]})

    def open_session(self, user_id: str, ward: str) -> dict:
        """Video session for the screen at the bed, which draws its own background."""
        payload = {
            "companionId": self.companion_id,
            "language": "English",
            "knowledgeBaseId": "kb_policies",
            "externalClientId": user_id,
            "tags": {"ward": ward, "place": "bedside"},
            "providerConfig": {
                "voiceId": self.voice_id,
                "useGreenVideo": True,
                "settings": {
                    "instructions": self.instructions,
                    "temperature": 0.2,
                },
            },
        }
        response = self.session.post(
            f"{self.base_url}/public/connections", json=payload, timeout=self.timeout
        )
        return self._checked(response)

    def open_chat(self, user_id: str) -> dict:
        """Text session for the patient app. Same nurse, same memory, no video."""
        payload = {
            "companionId": self.companion_id,
            "language": "English",
            "knowledgeBaseId": "kb_policies",
            "externalClientId": user_id,
            "modality": "text",
            "tags": {"place": "home"},
            "providerConfig": {
                "voiceId": self.voice_id,
                "settings": {
                    "instructions": self.instructions,
                    "temperature": 0.2,
                },
            },
        }
        response = self.session.post(
            f"{self.base_url}/public/ws-connections", json=payload, timeout=self.timeout
        )
        return self._checked(response)

    def end(self, connection_id: str) -> None:
        self.session.delete(
            f"{self.base_url}/public/connections/{connection_id}", timeout=self.timeout
        ).raise_for_status()

    def places(self, user_id: str) -> set[str]:
        """Where this patient has talked to the nurse so far."""
        response = self.session.get(
            f"{self.base_url}/public/sessions",
            params={"companionId": self.companion_id, "externalClientId": user_id},
            timeout=self.timeout,
        )
        sessions = self._checked(response)["items"]
        return {session["tags"]["place"] for session in sessions}

    @staticmethod
    def _checked(response: requests.Response) -> dict:
        if response.status_code == 409:
            raise LinesBusy(response.status_code, response.text)
        if not response.ok:
            raise NurseError(response.status_code, response.text)
        return response.json()
