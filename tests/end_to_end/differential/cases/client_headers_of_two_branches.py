import os

import requests

session = requests.Session()


def connect(user, staging=False):
    if not staging:
        session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]
    else:
        session.headers["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]
    answer = session.post(
        BASE_URL + "/public/connections",
        json={
            "companionId": "comp_a",
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": user,
        },
    )
    print(answer.status_code)


connect("ann")
connect("bob", True)
