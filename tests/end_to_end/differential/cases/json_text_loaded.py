import json

TEMPLATE = '{"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "tags": {"a": "ü"}}'
OTHER = '{"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}}'


def connect(user):
    body = json.loads(TEMPLATE)
    body["externalClientId"] = user
    print(requests.post(f"{BASE_URL}/public/connections", json=body, headers=HEADERS).status_code)
    other = json.loads(OTHER)
    print(OTHER)
    print(requests.post(f"{BASE_URL}/public/connections", json=other, headers=HEADERS).status_code)
    third = {**json.loads(OTHER), "externalClientId": user}
    print(requests.post(f"{BASE_URL}/public/connections", json=third, headers=HEADERS).status_code)


connect("ann")
