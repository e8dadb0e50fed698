from concurrent.futures import ThreadPoolExecutor, as_completed

AGENTS = "/agents/"


def opened(user):
    return {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}


def one(user):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
        print(AGENTS in future.result().url)


def two(user):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json={"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
        answer = future.result()
        print(AGENTS in answer.request.path_url)


def three(user):
    with ThreadPoolExecutor() as pool:
        print(AGENTS in pool.submit(requests.post, f"{BASE_URL}/public/connections", json={"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS).result().url)


def four(users):
    with ThreadPoolExecutor() as pool:
        futures = [
            pool.submit(requests.post, f"{BASE_URL}/public/connections", json={"companionId": "comp_d", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
            for user in users
        ]
        for future in as_completed(futures):
            print(AGENTS in future.result().url)


one("ann")
two("bob")
three("cleo")
four(["dan"])
