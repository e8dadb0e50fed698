def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    print(answer.status_code, answer.url)


connect("ann")
