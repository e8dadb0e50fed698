"""Calls with several agents: which is chosen when, and which agents are nearly the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.model.plan import Plan
from migrator.report.consolidation import nearly_equal, totals
from migrator.report.rendering import Format, render
from tests.report import plans
from tests.shapes.shape import Shape, planned


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder: Path = tmp_path_factory.mktemp("shows")
    return planned(Shape.load("variants_two_selectors/httpx"), folder)[0]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_view_says_which_agent_is_chosen_when(plan: Plan, form: Format) -> None:
    text = " ".join(render(form, plan, plans.pack()).split())
    for name in ("Show kids night", "Show kids", "Show night", "Show"):
        assert name in text
    assert "for_kids and not (when ==" in text.replace("&#39;", "'")


def test_agents_that_one_field_tells_apart_are_named_with_it(plan: Plan) -> None:
    assert [near.sentence for near in nearly_equal(plan)] == [
        "Show kids and Show differ in companionId alone",
        "Show kids night and Show night differ in companionId alone",
        "Show kids night and Show kids differ in voiceId alone",
        "Show night and Show differ in voiceId alone",
    ]


def test_calls_and_agents_are_counted_against_the_cap(plan: Plan) -> None:
    assert totals(plan, plans.pack()) == "1 call through 4 agents; an organization may hold 100"


def test_a_call_with_one_agent_has_no_variants(tmp_path: Path) -> None:
    made, _ = planned(Shape.load("constant_url_inline_body/requests"), tmp_path)
    assert made.call_sites[0].agents
    assert made.call_sites[0].variants == []


def test_agents_that_nothing_tells_apart_are_said_to_be_equal_once(plan: Plan) -> None:
    first = plan.agents[0]
    twin = first.model_copy(update={"name": "Twin", "body": {**first.body, "name": "Twin"}})
    twins = plan.model_copy(update={"agents": [first, twin]})
    assert [near.sentence for near in nearly_equal(twins)] == [
        f"{first.name} and Twin are equal as planned, from values that are found in different places"
    ]
