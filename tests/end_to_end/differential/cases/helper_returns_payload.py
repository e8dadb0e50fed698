def post(path, payload):
    answer = requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS).json()
    return answer, payload


def connect(user):
    answer, sent = post("/public/connections", {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
    print("token" in answer, sorted(sent))


connect("ann")
