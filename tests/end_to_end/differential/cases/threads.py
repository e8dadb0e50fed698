from concurrent.futures import ThreadPoolExecutor

SHARED = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}


def connect(user):
    payload = {**SHARED, "externalClientId": user}
    SEND(payload)


with ThreadPoolExecutor(1) as pool:
    pool.submit(connect, "ann").result()
    pool.submit(SHARED.__setitem__, "language", "fr").result()
    pool.submit(connect, "bob").result()
