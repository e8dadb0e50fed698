from clients.base import ApiClient
from clients.bodies import museum_body


class MuseumClient(ApiClient):
    def open_guide(self, visitor, room):
        return self._request("POST", "/public/connections", json=museum_body(visitor, room))

    def close(self, session):
        return self._request("DELETE", f"/public/connections/{session}")


def client():
    return MuseumClient()
