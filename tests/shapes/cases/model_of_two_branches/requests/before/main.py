"""Sports commentator, for members and for passers-by."""

import os

import requests
from pydantic import BaseModel


class Session(BaseModel):
    """Body of the request that opens a session."""

    companionId: str
    providerConfig: dict
    externalClientId: str | None = None
    tags: dict[str, str] | None = None
    initialSpeech: str | None = None


def open_commentator(member: str | None, match: str) -> dict:
    """Open a session about a match."""
    if member:
        session = Session(
            companionId="comp_commentator",
            providerConfig={"voiceId": "ash"},
            externalClientId=member,
            tags={"match": match},
        )
    else:
        session = Session(
            companionId="comp_commentator",
            providerConfig={"voiceId": "ash"},
            initialSpeech="Invite the visitor to join the club.",
        )
    body = session.model_dump(exclude_none=True)
    body.setdefault("tags", {"match": match})
    if match == "training":
        body.pop("initialSpeech", None)
    with requests.Session() as client:
        response = client.post(
            "https://companion-api.napster.com/public/connections",
            json=body,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


def main() -> None:
    open_commentator(None, "training")
    open_commentator(None, "cup final")
    print("token" in open_commentator("member_1", "cup final"))


if __name__ == "__main__":
    main()
