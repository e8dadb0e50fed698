"""The gallery's guide."""

from .base import BaseClient


class GalleryClient(BaseClient):
    """Opens sessions with the guide."""

    base_url = "https://companion-api.napster.com"

    def open_gallery(self, visitor: str, painting: str) -> dict:
        """Open a session before a painting."""
        body = {
            "companionId": "comp_guide",
            "providerConfig": {"voiceId": "marin"},
            "externalClientId": visitor,
            "tags": {"painting": painting},
        }
        return self.post("/public/connections", body)
