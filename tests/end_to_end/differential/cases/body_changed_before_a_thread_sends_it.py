import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def in_a_pool(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(time.sleep, 0.2)
        future = pool.submit(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
        payload["companionId"] = "comp_b"
        print(future.result().status_code)


async def in_a_loop(user):
    payload = {"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    coroutine = asyncio.to_thread(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    payload["companionId"] = "comp_d"
    print((await coroutine).status_code)


in_a_pool("ann")
asyncio.run(in_a_loop("bob"))
