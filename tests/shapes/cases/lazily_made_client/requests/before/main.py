"""Library: the librarian finds the book."""

import os

import requests


class Librarian:
    """Opens sessions; one HTTP session serves them all."""

    BASE_URL = "https://companion-api.napster.com"

    def __init__(self) -> None:
        self._session: requests.Session | None = None

    @property
    def session(self) -> requests.Session:
        """The HTTP session, made at the first use."""
        if self._session is None:
            self._session = requests.Session()
        return self._session

    def ask(self, reader: str, shelf: str) -> dict:
        """Open a session in front of a shelf."""
        response = self.session.post(
            f"{self.BASE_URL}/public/connections",
            json={
                "companionId": "comp_librarian",
                "providerConfig": {"voiceId": "sage"},
                "externalClientId": reader,
                "tags": {"shelf": shelf},
            },
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=30,
        )
        response.raise_for_status()
        return response.json()


def main() -> None:
    librarian = Librarian()
    librarian.ask("reader_1", "poetry")
    print("token" in librarian.ask("reader_2", "maps"))


if __name__ == "__main__":
    main()
