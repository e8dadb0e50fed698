from http_client import post_session


def open_at_kiosk(number):
    payload = {"companionId": "comp_other", "providerConfig": {"voiceId": "marin"}}
    payload["externalClientId"] = f"kiosk-{number}"
    return post_session(payload)
