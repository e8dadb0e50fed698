import json


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    text = json.dumps(payload)
    print(text)
    print(requests.post(f"{BASE_URL}/public/connections", data=text, headers={**HEADERS, "Content-Type": "application/json"}).status_code)


connect("ann")
connect("bob")
