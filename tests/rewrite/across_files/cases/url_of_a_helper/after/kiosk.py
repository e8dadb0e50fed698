from http_client import post_session


def open_at_kiosk(number):
    payload = {"channelType": "webrtc"}
    payload["externalClientId"] = f"kiosk-{number}"
    return post_session(payload)
