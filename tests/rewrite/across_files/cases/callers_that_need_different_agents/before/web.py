from http_client import post_session


def open_from_web(visitor, page):
    return post_session(
        {
            "companionId": "comp_host",
            "providerConfig": {"voiceId": "marin"},
            "externalClientId": visitor,
            "tags": {"page": page},
        }
    )
