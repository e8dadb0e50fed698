import requests

from desk.settings import get_settings

DESK_AGENT_ID = "agent_desk"


def opening() -> list[str]:
    lines = ["Greet the caller by name."]
    lines.append("Ask how you can help.")
    return lines


def open_session(caller: str) -> str:
    settings = get_settings()
    answer = requests.post(
        f"{settings.base_url}/public/agents/{DESK_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": caller,
        },
        headers={"X-Api-Key": settings.api_key},
        timeout=10,
    )
    return answer.json()["connection"]["id"]


if __name__ == "__main__":
    assert open_session("ann")
