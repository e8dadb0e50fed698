def session(user, **extra):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    payload.update(extra)
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


def voiced(user, **extra):
    payload = {"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    payload.update(extra)
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


def merged(user, more=None):
    payload = {"companionId": "comp_c", **(more or {}), "providerConfig": {"voiceId": "alloy"}}
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


def renamed(user, more=None):
    payload = {"companionId": "comp_d", "providerConfig": {"voiceId": "alloy"}, **(more or {})}
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


def counted(user, **extra):
    payload = {"companionId": "comp_e", "providerConfig": {"voiceId": "alloy"}}
    payload.update(extra)
    print(len(payload))
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


session("ann")
session("bob", tags={"a": "1"})
voiced("ann")
voiced("bob", providerConfig={"voiceId": "echo"})
merged("ann")
merged("bob", {"tags": {"a": "1"}})
renamed("ann", {"companionId": "comp_x"})
renamed("bob", {})
counted("ann", externalClientId="ann")
