"""The HTML report: one file that stands alone, where every call, agent and field can be found."""

from __future__ import annotations

import base64
import hashlib

from migrator.report.rendering import render

from . import plans
from .documents import Document


def document(**given: bool) -> Document:
    return Document(render("html", plans.realistic(), plans.pack(), plans.lock(), **given))


def test_nothing_is_asked_of_the_network_and_a_policy_forbids_it() -> None:
    page = document()
    assert {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "base"} == set()
    assert page.attributes("src") == []
    assert "@import" not in page.code["style"]
    assert "url(" not in page.code["style"]
    (policy,) = [
        attributes["content"]
        for _, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'")
    for code in page.code.values():
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_nothing_needs_an_inline_style_or_handler_that_the_policy_would_block() -> None:
    names = {name for _, attributes in document().elements for name in attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_ids_are_unique_and_every_inner_link_leads_somewhere() -> None:
    page = document()
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    inner = {link[1:] for link in page.attributes("href") if link.startswith("#")}
    assert inner <= set(ids)
    assert len(inner) > len(plans.realistic().call_sites)


def test_outer_links_lead_to_the_documentation_only() -> None:
    outer = [link for link in document().attributes("href") if not link.startswith("#")]
    assert outer
    assert all(link.startswith("https://developers.napster.com/docs/") for link in outer)


def test_every_call_agent_field_finding_and_rule_is_there() -> None:
    plan, text = plans.realistic(), document().text
    for site in plan.call_sites:
        assert f"{site.path}:{site.line}:{site.column}" in text
        assert all(field.name in text and field.origin in text for field in site.fields)
    for agent in plan.agents:
        assert agent.name in text
        assert agent.reference in text
        assert agent.fingerprint in text
    assert all(finding.message in text for finding in plan.findings)
    assert all(rule.source in text and rule.note in text for rule in plans.pack().fields)
    assert plans.INSTRUCTIONS in text
    assert "7f3c9a10-5a0e-4f0c-9f43-0f8f1f1f9d11" in text


def test_each_status_can_be_chosen_without_script() -> None:
    page = document()
    for status in ("migrate", "route", "left", "ignored", "done"):
        assert f"show-{status}" in page.attributes("id")
        assert f"#show-{status}:checked) .site:not(.is-{status})" in page.code["style"]


def test_headings_tables_and_controls_are_named_for_those_who_hear_the_page() -> None:
    page = document()
    assert [tag for tag, _ in page.elements].count("h1") == 1
    labelled = set(page.attributes("for"))
    for tag, attributes in page.elements:
        if tag == "input" and attributes["type"] == "radio":
            assert attributes["id"] in labelled
        if tag == "th":
            assert attributes["scope"] == "col"
        if tag == "svg":
            assert attributes["aria-label"]


def test_three_hundred_calls_make_a_page_of_bounded_size() -> None:
    html = render("html", plans.large(), plans.pack())
    assert len(html) < 1_500_000
    assert len(Document(html).attributes("data-status")) == 300
