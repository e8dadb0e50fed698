"""Sessions with the pharmacist."""

from backend.http import api_post


def open_pharmacist(customer: str, question: str) -> dict:
    """Open a session about a question."""
    payload = {
        "companionId": "comp_pharmacist",
        "providerConfig": {"voiceId": "shimmer"},
        "knowledgeBaseId": "kb_leaflets",
        "externalClientId": customer,
        "externalClientProfile": {"question": question},
    }
    return api_post("/public/connections", payload, timeout=30)
