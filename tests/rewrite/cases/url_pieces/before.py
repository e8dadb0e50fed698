import requests

BASE = "https://companion-api.napster.com"
BODY = {"companionId": "comp_a", "providerConfig": {"voiceId": "v1"}}


def by_percent():
    return requests.post("%s/public/%s" % (BASE, "connections"), json=BODY)


def by_named_percent():
    return requests.post("%(base)s/public/connections" % {"base": BASE}, json=BODY)


def by_format():
    return requests.post("{}/{}".format(BASE, "public/connections"), json=BODY)


def by_name():
    return requests.post("{base}{path}".format(path="/public/connections", base=BASE), json=BODY)


def by_number():
    return requests.post("{1}/public/{0}/".format("connections", BASE), json=BODY)
