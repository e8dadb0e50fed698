"""Hotel: the bar, from the command line."""

import os

import click
import httpx

API = "https://companion-api.napster.com"
VOICES = {"alloy": "calm", "verse": "lively"}
BAR_AGENT_IDS = {
    "alloy": {
        "en": "agent_bar_alloy_en",
        "fr": "agent_bar_alloy_fr",
    },
    "verse": {
        "en": "agent_bar_verse_en",
        "fr": "agent_bar_verse_fr",
    },
}


@click.command()
@click.argument("guest")
@click.option("--voice", type=click.Choice(list(VOICES)), default="alloy")
@click.option("--language", "spoken", type=click.Choice(["en", "fr"]), default="en")
def main(guest: str, voice: str, spoken: str) -> None:
    """Open a session at the bar."""
    click.echo(f"a {VOICES[voice]} voice")
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    with httpx.Client(base_url=API, headers=headers) as client:
        answer = client.post(
            f"/public/agents/{BAR_AGENT_IDS[voice][spoken]}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": guest,
            },
        )
    answer.raise_for_status()
    click.echo("token" in answer.json())


if __name__ == "__main__":
    main()
