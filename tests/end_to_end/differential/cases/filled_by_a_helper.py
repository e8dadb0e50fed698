def fill(body):
    body["companionId"] = "comp_a"
    body["providerConfig"] = {"voiceId": "alloy"}
    body.setdefault("tags", {"a": "1"})


def fill_at_times(body, often):
    if often:
        body["tags"] = {"a": "1"}
    body["companionId"] = "comp_b"
    body["providerConfig"] = {"voiceId": "alloy"}


def finish(body):
    print(sorted(body))
    body["initialSpeech"] = "Welcome"


def connect(user, often):
    body = {"externalClientId": user}
    fill(body)
    print(requests.post(f"{BASE_URL}/public/connections", json=body, headers=HEADERS).status_code)
    other = {"externalClientId": user}
    fill_at_times(other, often)
    print(requests.post(f"{BASE_URL}/public/connections", json=other, headers=HEADERS).status_code)
    third = {"externalClientId": user}
    fill(third)
    finish(third)
    print(requests.post(f"{BASE_URL}/public/connections", json=third, headers=HEADERS).status_code)


connect("ann", True)
connect("bob", False)
