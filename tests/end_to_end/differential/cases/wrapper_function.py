def post(path, body):
    response = requests.post(BASE_URL + path, json=body, headers=HEADERS)
    return response.json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = post("/public/connections", payload)
    print("token" in answer)


connect("ann")
connect("bob")
