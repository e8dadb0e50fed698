import requests

HOST = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def by_format():
    return requests.post("{}/public/agents/{}/connections".format(HOST, SUPPORT_AGENT_ID), json={"channelType": "webrtc"})


def by_percent():
    return requests.post("%s/public/agents/%s/connections" % (HOST, SUPPORT_AGENT_ID), json={"channelType": "webrtc"})


def by_name():
    return requests.post("{host}/public/agents/{agent_id}/connections".format(host=HOST, agent_id=SUPPORT_AGENT_ID), json={"channelType": "webrtc"})
