import requests

HOST = "https://companion-api.napster.com"
BODY = {"companionId": "comp_a", "providerConfig": {"voiceId": "v1"}}


def by_format():
    return requests.post("{}/public/connections".format(HOST), json=BODY)


def by_percent():
    return requests.post("%s/public/connections" % HOST, json=BODY)


def by_name():
    return requests.post("{host}/public/connections".format(host=HOST), json=BODY)
