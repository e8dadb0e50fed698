import json

original = json.dumps
json.dumps = lambda what, **options: original({**what, "language": "fr"}, **options)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(requests.post(f"{BASE_URL}/public/connections", data=json.dumps(payload), headers={**HEADERS, "Content-Type": "application/json"}).status_code)


connect("ann")
connect("bob")
