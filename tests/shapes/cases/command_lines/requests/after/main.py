"""Hotel: the desk, from the command line."""

import argparse
import os

import requests

VOICES = ("alloy", "verse")
DESK_AGENT_IDS = {
    "alloy": {
        "en": "agent_desk_alloy_en",
        "fr": "agent_desk_alloy_fr",
    },
    "verse": {
        "en": "agent_desk_verse_en",
        "fr": "agent_desk_verse_fr",
    },
}


def parsed() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guest")
    parser.add_argument("--voice", choices=VOICES, default="alloy")
    parser.add_argument("--language", choices=["en", "fr"], default="en")
    return parser.parse_args()


def main() -> None:
    """Open a session at the desk."""
    args = parsed()
    payload = {
        "channelType": "webrtc",
        "externalClientId": args.guest,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    response = requests.post(
        f"https://companion-api.napster.com/public/agents/{DESK_AGENT_IDS[args.voice][args.language]}/connections",
        json=payload,
        headers=headers,
        timeout=20,
    )
    response.raise_for_status()
    print("token" in response.json())


if __name__ == "__main__":
    main()
