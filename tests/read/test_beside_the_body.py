"""What a client or a call is given besides URL and body changes neither of them."""

from __future__ import annotations

import pytest

from tests.plan.calls import codes, only

PROGRAM = """
    import json
    import os
    import requests


    class Desk:
        def __init__(self, session=None, proxies=None, more=None):
            self.session = session if session is not None else requests.Session()
            self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]
            {setting}

        def look(self, number):
            response = self.session.get(f"/public/sessions/{{number}}")
            return response.json()

        def open(self, user, headers=None):
            payload = {{"companionId": "comp_a", "providerConfig": {{"voiceId": "alloy"}}}}
            return self.session.post(
                "https://companion-api.napster.com/public/connections",
                data=json.dumps(payload),
                **({given}),
            )
"""
HARMLESS = [
    ("self.more = more", '{"timeout": 3} if headers else {}'),
    ("self.session.proxies['http'] = proxies", "{}"),
    ("for name, value in proxies.items(): self.session.proxies[name] = value", "{}"),
    ("self.session.cookies['consent'] = 'yes'", '{"verify": False} if user else {"timeout": 3}'),
    ("for name, value in more.items(): self.session.headers[name] = value", "{}"),
    ("self.more = more", '{"headers": headers} if headers else {}'),
]
DOUBTFUL = [
    ("self.session.hooks['response'] = more", "{}"),
    ("self.session.params['voice'] = more", "{}"),
    ("self.session.adapters['https://'] = more", "{}"),
    ("self.more = more", '{"json": headers} if headers else {}'),
    ("self.more = more", '{"params": headers} if headers else {}'),
    ("self.more = more", '{"auth": headers} if headers else {}'),
    ("self.more = more", "headers or {}"),
    ("self.more = more.clean(self.session)", "{}"),
]


@pytest.mark.parametrize(("setting", "given"), HARMLESS)
def test_only_the_key_is_in_doubt(setting: str, given: str) -> None:
    assert codes(only(PROGRAM.format(setting=setting, given=given))) == ["OM102"]


@pytest.mark.parametrize(("setting", "given"), DOUBTFUL)
def test_what_may_change_the_request_is_told(setting: str, given: str) -> None:
    assert "OM105" in codes(only(PROGRAM.format(setting=setting, given=given)))


def test_headers_that_a_dict_of_the_program_holds_too_are_not_known() -> None:
    text = PROGRAM.format(setting="self.session.headers[more] = 'x'", given="{}")
    assert codes(only(text)) == ["OM102"]
    shared = text.replace("class Desk:", "HEADERS = {'X-Api-Key': 'k'}\n\n    class Desk:")
    assert codes(only(shared)) == ["OM102"]
