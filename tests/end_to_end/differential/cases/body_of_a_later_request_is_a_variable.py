from concurrent.futures import ThreadPoolExecutor


def in_a_pool(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
        print(future.result().status_code)


def prepared(user):
    payload = {"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    with requests.Session() as session:
        print(session.send(request.prepare()).status_code)


in_a_pool("ann")
prepared("bob")
