"""Tests of the greeter."""

from unittest.mock import patch

import httpx
from greeter import BASE_URL, open_greeter


def test_a_customer_is_greeted() -> None:
    answer = httpx.Response(200, json={"token": "t"})
    answer.request = httpx.Request("POST", f"{BASE_URL}/public/connections")
    with patch("greeter.httpx.post", return_value=answer) as post:
        assert open_greeter("customer_1")["token"] == "t"
    assert post.call_args.args[0] == f"{BASE_URL}/public/connections"
