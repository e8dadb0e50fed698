import sys

from client import NapsterClient, SessionConfig


def main(visitor: str) -> None:
    client = NapsterClient()
    config = SessionConfig(companion_id="cmp_museum", external_client_id=visitor)
    print("token" in client.create_session(config))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "visitor_1")
