import os

import requests

LANGUAGES = ("en", "fr", "de")


def warm_up(language: str) -> bool:
    payload = {
        "companionId": "comp_host",
        "language": language,
        "providerConfig": {"voiceId": "alloy"},
    }
    response = requests.post(
        "https://companion-api.napster.com/public/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=10,
    )
    return response.ok


if __name__ == "__main__":
    print({language: warm_up(language) for language in LANGUAGES})
