"""Ask for a return call as the order page does, through Django's test client."""

import os

import django
from django.test import Client

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "returns.settings")


def main() -> None:
    django.setup()
    client = Client()
    order = "NB-20355"
    response = client.post(
        f"/orders/{order}/return-call/", {"customer": "customer_3307"}
    )
    if response.status_code != 200:
        raise SystemExit(f"Return call refused with {response.status_code}")
    call = response.json()
    state = "return call started" if call["token"] else "no token"
    print(f"Order {order}: {state}")
    ended = client.post(f"/return-calls/{call['connection']}/end/")
    if ended.status_code != 204:
        raise SystemExit(f"Hanging up failed with {ended.status_code}")


if __name__ == "__main__":
    main()
