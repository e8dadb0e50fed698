from clients.base import ApiClient
from clients.bodies import museum_body

GUIDE_AGENT_ID = "agent_guide"


class MuseumClient(ApiClient):
    def open_guide(self, visitor, room):
        return self._request("POST", f"/public/agents/{GUIDE_AGENT_ID}/connections", json=museum_body(visitor, room))

    def close(self, session):
        return self._request("DELETE", f"/public/connections/{session}")


def client():
    return MuseumClient()
