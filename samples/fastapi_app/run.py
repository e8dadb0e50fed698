"""Press the button as two visitors do, without a browser or a server of our own."""

from app import app
from fastapi.testclient import TestClient

VISITORS = [
    {"visitor_id": "visitor_71", "page": "headphones"},
    {"visitor_id": "visitor_72", "page": "speakers", "plan": "family"},
]


def main() -> None:
    client = TestClient(app)
    for visitor in VISITORS:
        response = client.post("/calls", json=visitor)
        response.raise_for_status()
        call = response.json()
        state = "ringing" if call["token"] else "no token"
        print(f"{visitor['visitor_id']} on {visitor['page']}: {state}")
        client.delete(f"/calls/{call['connection_id']}").raise_for_status()


if __name__ == "__main__":
    main()
