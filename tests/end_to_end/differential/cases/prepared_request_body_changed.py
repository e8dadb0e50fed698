import json


def connect(user):
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
    prepared = request.prepare()
    body = json.loads(prepared.body)
    body["language"] = "fr"
    prepared.prepare_body(None, None, json=body)
    print(requests.Session().send(prepared).status_code)


connect("ann")
