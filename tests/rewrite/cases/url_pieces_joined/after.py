import httpx

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect():
    return httpx.post("/".join([BASE, "public", "agents", SUPPORT_AGENT_ID, "connections"]), json={"channelType": "webrtc"})


def connect_in_rows():
    url = "/".join(
        (
            BASE,
            "public/agents",
            SUPPORT_AGENT_ID,
            "connections",
        )
    )
    return httpx.post(url, json={"channelType": "webrtc"})
