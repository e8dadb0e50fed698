import os

import requests

LANGUAGES = ("en", "fr", "de")
WARM_UP_AGENT_IDS = {
    "de": "agent_warm_up_de",
    "en": "agent_warm_up_en",
    "fr": "agent_warm_up_fr",
}


def warm_up(language: str) -> bool:
    payload = {
        "channelType": "webrtc",
    }
    response = requests.post(
        f"https://companion-api.napster.com/public/agents/{WARM_UP_AGENT_IDS[language]}/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=10,
    )
    return response.ok


if __name__ == "__main__":
    print({language: warm_up(language) for language in LANGUAGES})
