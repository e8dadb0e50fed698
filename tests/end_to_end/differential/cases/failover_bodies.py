def connect(user):
    bodies = [
        {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user * 200},
        {"companionId": "comp_a", "providerConfig": {"voiceId": "verse"}, "externalClientId": user},
    ]
    for body in bodies:
        response = requests.post(f"{BASE_URL}/public/connections", json=body, headers=HEADERS)
        print(response.status_code)
        if response.ok:
            break


connect("ann")
