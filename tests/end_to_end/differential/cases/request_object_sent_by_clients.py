import httpx


def told(request):
    print(request.url.path)


def plainly(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    request = httpx.Request("POST", f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    with httpx.Client() as client:
        print(client.send(request).status_code)


def watched(user):
    payload = {"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    request = httpx.Request("POST", f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    with httpx.Client(event_hooks={"request": [told]}) as client:
        print(client.send(request).status_code)


def by_another(user):
    payload = {"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with httpx.Client(headers=HEADERS) as client:
        request = client.build_request("POST", f"{BASE_URL}/public/connections", json=payload)
    with httpx.Client(event_hooks={"request": [told]}) as other:
        print(other.send(request).status_code)


def in_place(user):
    with httpx.Client(event_hooks={"request": [told]}) as client:
        print(client.send(httpx.Request("POST", f"{BASE_URL}/public/connections", json={"companionId": "comp_d", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)).status_code)


plainly("ann")
watched("bob")
by_another("cleo")
in_place("dan")
