"""The gallery's guide."""

from .base import BaseClient


class GalleryClient(BaseClient):
    """Opens sessions with the guide."""

    base_url = "https://companion-api.napster.com"

    async def open_gallery(self, visitor: str, painting: str) -> dict:
        """Open a session before a painting."""
        return await self.post(
            "/public/connections",
            {
                "companionId": "comp_guide",
                "providerConfig": {"voiceId": "marin"},
                "externalClientId": visitor,
                "tags": {"painting": painting},
            },
        )
