import os


def post(path, payload, headers):
    return requests.post(f"{BASE_URL}{path}", json=payload, headers=headers).json()


def connect(user, key):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in post("/public/connections", payload, {"X-Api-Key": key}))


connect("ann", os.environ["NAPSTER_API_KEY"])
connect("bob", os.environ["NAPSTER_STAGING_KEY"])
