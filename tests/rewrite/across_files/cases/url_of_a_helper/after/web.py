from http_client import post_session


def open_from_web(visitor, page):
    return post_session(
        {
            "channelType": "webrtc",
            "externalClientId": visitor,
            "tags": {"page": page},
        }
    )
