import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def by_percent():
    return requests.post("%s/public/agents/%s/connections" % (BASE, SUPPORT_AGENT_ID), json={"channelType": "webrtc"})


def by_named_percent():
    return requests.post("%(base)s/public/agents/%(agent_id)s/connections" % {"base": BASE, "agent_id": SUPPORT_AGENT_ID}, json={"channelType": "webrtc"})


def by_format():
    return requests.post("{}/public/agents/{}/connections".format(BASE, SUPPORT_AGENT_ID), json={"channelType": "webrtc"})


def by_name():
    return requests.post("{base}/public/agents/{agent_id}/connections".format(agent_id=SUPPORT_AGENT_ID, base=BASE), json={"channelType": "webrtc"})


def by_number():
    return requests.post("{1}/public/agents/{0}/connections/".format(SUPPORT_AGENT_ID, BASE), json={"channelType": "webrtc"})
