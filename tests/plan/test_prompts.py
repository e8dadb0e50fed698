"""Prompts made for each user: the finding shows the template, and the split as code."""

from __future__ import annotations

from migrator.model.sites import Status
from tests.plan.calls import call, codes, only

PROMPT = "providerConfig.settings.instructions"


def hint(expression: str, **others: str) -> str:
    decision = only(call({PROMPT: expression, **others}))
    assert decision.status is Status.LEFT
    assert codes(decision) == ["OM101"]
    return decision.findings[0].hint


def test_a_template_is_shown_with_its_holes_and_the_code_to_split_it() -> None:
    said = hint('f"You coach {user.first_name} on {user.plan}. Be brief."')
    assert '"You coach {user.first_name} on {user.plan}. Be brief."' in said
    assert '"You coach [first_name] on [plan]. Be brief. What stands in brackets' in said
    assert '`"externalClientProfile": {"first_name": user.first_name, "plan": user.plan}`' in said


def test_what_is_asked_for_twice_is_sent_once() -> None:
    said = hint('"Hello %s, dear %s." % (user, user)')
    assert said.count(": user") == 1


def test_a_call_that_has_a_profile_is_told_to_add_to_it() -> None:
    assert "and add what differs" in hint('f"Help {user}."', externalClientProfile='{"a": 1}')


def test_a_prompt_that_code_elsewhere_makes_gets_the_common_advice() -> None:
    assert "Split it" not in hint("prompt_for(user)")
