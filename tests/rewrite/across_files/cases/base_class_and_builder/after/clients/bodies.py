def museum_body(visitor, room):
    body = {
        "channelType": "webrtc",
        "externalClientId": visitor,
    }
    if room:
        body["tags"] = {"room": room}
    return body
