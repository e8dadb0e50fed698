import requests

API_KEY = "not-a-real-key"


def call(user):
    # every visitor gets the same concierge
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        headers={"X-Api-Key": API_KEY},
        json={
            "companionId": "comp_concierge",  # the lobby one
            # how it sounds
            "providerConfig": {"voiceId": "voice_calm"},
            # who is talking
            "externalClientId": user.id,  # stable
        },
    )
