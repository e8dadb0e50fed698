import asyncio
import httpx


async def connect(users):
    async with httpx.AsyncClient(base_url=BASE_URL, headers=HEADERS) as client:
        answers = await asyncio.gather(
            *(
                client.post("/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
                for user in users
            )
        )
    for answer in answers:
        print(answer.url.path.rpartition("/")[2], "agents" in str(answer.url))


async def later(user):
    async with httpx.AsyncClient(base_url=BASE_URL, headers=HEADERS) as client:
        task = asyncio.create_task(
            client.post("/public/connections", json={"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
        )
        answer = await task
    print("agents" in str(answer.url))


async def in_time(user):
    async with httpx.AsyncClient(base_url=BASE_URL, headers=HEADERS) as client:
        answer = await asyncio.wait_for(
            client.post("/public/connections", json={"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}), 9
        )
    print("agents" in str(answer.url))


asyncio.run(connect(["ann"]))
asyncio.run(later("bob"))
asyncio.run(in_time("cleo"))
