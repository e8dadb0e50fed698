def post(path, payload):
    voice = payload.pop("voice")
    payload["providerConfig"] = {"voiceId": voice}
    return requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS).json()


def connect(user, voice):
    print("token" in post("/public/connections", {"companionId": "comp_a", "voice": voice, "externalClientId": user}))


connect("ann", "alloy")
connect("bob", "verse")
