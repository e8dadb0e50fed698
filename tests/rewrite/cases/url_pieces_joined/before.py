import httpx

BASE = "https://companion-api.napster.com"
BODY = {"companionId": "comp_a", "providerConfig": {"voiceId": "v1"}}


def connect():
    return httpx.post("/".join([BASE, "public", "connections"]), json=BODY)


def connect_in_rows():
    url = "/".join(
        (
            BASE,
            "public/connections",
        )
    )
    return httpx.post(url, json=BODY)
