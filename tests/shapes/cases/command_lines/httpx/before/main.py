"""Hotel: the bar, from the command line."""

import os

import click
import httpx

API = "https://companion-api.napster.com"
VOICES = {"alloy": "calm", "verse": "lively"}


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
            "/public/connections",
            json={
                "companionId": "comp_bar",
                "providerConfig": {"voiceId": voice},
                "language": spoken,
                "externalClientId": guest,
            },
        )
    answer.raise_for_status()
    click.echo("token" in answer.json())


if __name__ == "__main__":
    main()
