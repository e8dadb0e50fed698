"""A call that takes values from its callers says so, as code elsewhere may call it otherwise."""

from __future__ import annotations

from migrator.model.sites import Status
from tests.plan.calls import decisions

CLIENT = """
    import os
    import requests

    class Desk:
        def __init__(self, companion, timeout=9):
            self.companion = companion
            self.timeout = timeout

        def start(self, user, voice):
            body = {
                "companionId": self.companion,
                "providerConfig": {"voiceId": voice},
                "externalClientId": user,
            }
            return requests.post(
                "https://companion-api.napster.com/public/connections",
                json=body,
                headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
                timeout=self.timeout,
            )
"""
USE = """
    from desk import Desk

    DESK = Desk("comp_a")
    DESK.start("ann", "marin")
    DESK.start("bob", "marin")
"""


def test_what_callers_agree_on_is_told_with_their_places() -> None:
    (decision,) = decisions({"desk.py": CLIENT, "use.py": USE})
    assert decision.status is Status.MIGRATE
    (note,) = [each for each in decision.findings if each.code == "OM315"]
    assert (
        note.message
        == "the call takes `voice` from use.py:5, use.py:6 and `companion` from use.py:4"
    )


def test_a_call_that_stays_for_what_callers_differ_in_doesn_t_say_so() -> None:
    other = USE.replace('"bob", "marin"', '"bob", input()')
    (decision,) = decisions({"desk.py": CLIENT, "use.py": other})
    assert {each.code for each in decision.findings} == {"OM101"}


def test_where_callers_give_different_constants_there_is_an_agent_for_each() -> None:
    other = USE.replace('"bob", "marin"', '"bob", "alloy"')
    (decision,) = decisions({"desk.py": CLIENT, "use.py": other})
    assert decision.status is Status.MIGRATE
    voices = [variant.agent_body["voiceId"] for variant in decision.variants]
    assert voices == ["alloy", "marin"]
    assert [each.code for each in decision.findings] == ["OM315"]


def test_a_call_that_takes_nothing_that_matters_doesn_t_say_so() -> None:
    alone = CLIENT.replace("self.companion,", '"comp_a",', 1).replace(
        '"voiceId": voice', '"voiceId": "a"'
    )
    (decision,) = decisions({"desk.py": alone, "use.py": USE})
    assert [each.code for each in decision.findings] == []
