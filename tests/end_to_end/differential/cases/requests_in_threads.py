import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor

session = requests.Session()


async def in_a_thread(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = await asyncio.to_thread(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    print(answer.status_code)


async def in_an_executor(user):
    payload = {"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    loop = asyncio.get_running_loop()
    answer = await loop.run_in_executor(
        None, functools.partial(session.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    )
    print(answer.status_code)


def in_a_pool(users):
    with ThreadPoolExecutor(1) as pool:
        futures = [
            pool.submit(
                requests.post,
                f"{BASE_URL}/public/connections",
                json={"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user},
                headers=HEADERS,
                timeout=9,
            )
            for user in users
        ]
        print([future.result().status_code for future in futures])


asyncio.run(in_a_thread("ann"))
asyncio.run(in_an_executor("bob"))
in_a_pool(["cleo", "dan"])
