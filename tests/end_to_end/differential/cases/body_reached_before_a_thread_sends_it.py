import time
from concurrent.futures import ThreadPoolExecutor

KEPT = []


def by_another_name(user, pool):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    same = payload
    future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    same["companionId"] = "comp_z"
    print(future.result().status_code)


def by_a_part(user, pool):
    provider = {"voiceId": "alloy"}
    payload = {"companionId": "comp_b", "providerConfig": provider, "externalClientId": user}
    future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    provider["voiceId"] = "verse"
    print(future.result().status_code)


def in_a_loop(users, pool):
    payload = {"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}}
    futures = []
    for user in users:
        payload["externalClientId"] = user
        payload["language"] = "fr" if len(futures) else "en"
        futures.append(pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS))
    print([future.result().status_code for future in futures])


def by_who_keeps_it(user, pool):
    payload = {"companionId": "comp_d", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    KEPT.append(payload)
    future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    KEPT[0]["companionId"] = "comp_y"
    print(future.result().status_code)


def by_a_closure(user, pool):
    payload = {"companionId": "comp_e", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}

    def swap():
        payload["companionId"] = "comp_x"

    future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    swap()
    print(future.result().status_code)


def by_its_caller(payload, pool):
    return pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)


def caller(user, pool):
    payload = {"companionId": "comp_f", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    future = by_its_caller(payload, pool)
    payload["companionId"] = "comp_w"
    print(future.result().status_code)


def wait(pool):
    pool.submit(time.sleep, 0.1)


with ThreadPoolExecutor(1) as one:
    for start in (by_another_name, by_a_part, by_who_keeps_it, by_a_closure, caller):
        wait(one)
        start("ann", one)
    wait(one)
    in_a_loop(["bob", "cleo"], one)
