from http_client import post_session


def open_at_kiosk(number, companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "marin"}}
    payload["externalClientId"] = f"kiosk-{number}"
    return post_session(payload)
