import asyncio
import functools


async def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    send = functools.partial(requests.post, f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    payload["companionId"] = "comp_b"
    print((await asyncio.get_running_loop().run_in_executor(None, send)).status_code)


asyncio.run(connect("ann"))
