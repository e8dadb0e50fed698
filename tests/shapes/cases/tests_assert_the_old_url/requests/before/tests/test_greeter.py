"""Tests of the greeter."""

import responses
from greeter import open_greeter


@responses.activate
def test_a_customer_is_greeted() -> None:
    responses.post(
        "https://companion-api.napster.com/public/connections",
        json={"token": "t", "connection": {"id": "c"}},
    )
    assert open_greeter("customer_1")["token"] == "t"
    assert responses.calls[0].request.url.endswith("/public/connections")
