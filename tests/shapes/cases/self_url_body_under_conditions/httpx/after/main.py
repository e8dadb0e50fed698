"""Sessions of a clinic's triage nurse."""

import asyncio
import os
from typing import Any, Optional

import httpx

TRIAGE_AGENT_ID = "agent_triage"


class TriageClient:
    """Opens triage sessions; one instance serves the whole application."""

    def __init__(self) -> None:
        self.base_url = os.getenv(
            "NAPSTER_BASE_URL", "https://companion-api.napster.com"
        )
        self.api_key = os.environ["NAPSTER_API_KEY"]

    async def open_triage(
        self,
        patient_id: Optional[str] = None,
        complaint: Optional[str] = None,
        tags: Optional[dict[str, str]] = None,
    ) -> dict[str, Any]:
        """Open a triage session."""
        data: dict[str, Any] = {
            "channelType": "webrtc",
        }
        if patient_id:
            data["externalClientId"] = patient_id
        if complaint:
            data["externalClientProfile"] = {"complaint": complaint}
        if tags:
            data["tags"] = tags
        async with httpx.AsyncClient(timeout=20) as client:
            response = await client.post(
                f"{self.base_url}/public/agents/{TRIAGE_AGENT_ID}/connections",
                headers={"X-Api-Key": self.api_key},
                json=data,
            )
            response.raise_for_status()
            return response.json()


async def main() -> None:
    triage = TriageClient()
    await triage.open_triage()
    await triage.open_triage("patient_1", "a cough")
    session = await triage.open_triage("patient_2", tags={"ward": "north"})
    print("token" in session)


if __name__ == "__main__":
    asyncio.run(main())
