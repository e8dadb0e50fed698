"""Sessions with the pharmacist."""

from backend.http import api_post

PHARMACIST_AGENT_ID = "agent_pharmacist"


def open_pharmacist(customer: str, question: str) -> dict:
    """Open a session about a question."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": customer,
        "externalClientProfile": {"question": question},
    }
    return api_post(
        f"/public/agents/{PHARMACIST_AGENT_ID}/connections", payload, timeout=30
    )
