"""Hotel: the desk, from the command line."""

import argparse
import os

import requests

URL = "https://companion-api.napster.com/public/connections"
VOICES = ("alloy", "verse")


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
        "companionId": "comp_desk",
        "providerConfig": {"voiceId": args.voice},
        "language": args.language,
        "externalClientId": args.guest,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    response = requests.post(URL, json=payload, headers=headers, timeout=20)
    response.raise_for_status()
    print("token" in response.json())


if __name__ == "__main__":
    main()
