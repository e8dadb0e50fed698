"""The gallery's guide."""

from .base import BaseClient

GALLERY_AGENT_ID = "agent_gallery"


class GalleryClient(BaseClient):
    """Opens sessions with the guide."""

    base_url = "https://companion-api.napster.com"

    async def open_gallery(self, visitor: str, painting: str) -> dict:
        """Open a session before a painting."""
        return await self.post(
            f"/public/agents/{GALLERY_AGENT_ID}/connections",
            {
                "channelType": "webrtc",
                "externalClientId": visitor,
                "tags": {"painting": painting},
            },
        )
