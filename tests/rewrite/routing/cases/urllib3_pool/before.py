import os

import urllib3

from app.settings import BASE

http = urllib3.PoolManager(headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]})


def open_session(companion_id: str):
    body = {"companionId": companion_id, "providerConfig": {"voiceId": "alloy"}}
    return http.request("POST", "{}/public/connections".format(BASE), json=body).json()
