from sessions import post_session

NIGHTLY_AGENT_ID = "agent_nightly"


def nightly(user):
    return post_session({"channelType": "websocket", "externalClientId": user}, kind=f"agents/{NIGHTLY_AGENT_ID}/connections")


def daily(user):
    return post_session({"channelType": "webrtc", "externalClientId": user})
