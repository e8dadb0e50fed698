"""A plan is made of strangers' text: nothing in it may break a report or act in it."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rich.console import Console

from migrator.model.plan import Plan
from migrator.report.rendering import render
from migrator.report.terminal import print_plan

from . import plans
from .documents import Document

NASTY = [
    "<script>alert(1)</script>",
    "</style></script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "a | b \\| c",
    "```\n# heading\n````",
    "`````\n`````diff\n<b>bold</b>",
    "<script>alert(1)</script>\n" + "<i>prose</i> " * 40,
    "]]>",
    "</details></summary></table>",
    "\x1b[2J\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "one\ntwo\r\nthree\rfour\u2028five",
    "::error file=x::injected",
    "\n::set-output name=a::b",
    "[link](https://evil.example) @team #12 **bold** _it_ ![i](x)",
    "{{ 7*7 }} {% raw %} ${x} %s",
    "\u202eevil\u202c \u2066x\u2069 \ufeff\u200b",
    "\U0001d11e\U0001f600 e\u0301 \u4f60\u597d",
    "x" * 5_000,
    "[bold red]markup[/bold red] :smile:",
    "\x00\x07\x08\x7f\x9b",
    "",
    "   ",
]
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
TEXT = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=40), st.text("<>&|`\"'\\[]()\n\r\x1b:,%@#*_~")
)


def hostile(text: str) -> Plan:
    """A plan in which every text that comes from the scanned project is `text`."""
    calls = [
        plans.site(
            number, text, 3, status,
            client=text, function=text, agents=["key", text], session_fields=[text],
            findings=["OM101"], before=text, after=f"{text}\nchanged {text}",
            diff=f"--- {text}\n+++ {text}\n-{text}\n+{text}",
            fields=[
                plans.field(text, f"agent {text}", text, text),
                plans.field(text, text, {text: [text]}, text, "variants"),
                plans.field(text, f"session {text}", None, text, "per-request"),
            ],
        )
        for number, status in enumerate(("migrate", "route", "left", "ignored", "done"))
    ]  # fmt: skip
    calls[1] = calls[1].model_copy(update={"diff": text})
    agent = (
        plans.realistic()
        .agents[0]
        .model_copy(
            update={
                "key": "key",
                "name": text,
                "body": {"name": text, text: {text: text}},
                "channels": {text: {text: text}},
                "environment": {text: text},
                "reference": text,
                "call_sites": ["site0", text],
            }
        )
    )
    findings = [
        plans.finding("OM101", text, text, 3, 4, "site2").model_copy(update={"hint": text}),
        plans.finding("OM305", text, text, 3, 4),
        plans.finding("OM301", text, text, 3, 4, "site0"),
    ]
    made = plans.plan(calls, [agent], findings)
    return made.model_copy(update={"root": text, "tool": text, "pack": text, "environment": text})


def shape(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    """Elements and names of attributes, without those that only long texts bring."""
    page = Document(render("html", plan, plans.pack()))
    folding = {"details", "summary", "pre", "code", "tr", "td", "b", "option", "div", "h3"}
    return [(tag, tuple(names)) for tag, names in page.elements if tag not in folding]


EVERY = pytest.mark.parametrize("text", NASTY, ids=[repr(text[:20]) for text in NASTY])
few = hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def check_html(text: str) -> None:
    page = Document(render("html", hostile(text), plans.pack()))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 1
    assert not {"img", "iframe", "i"} & set(tags)
    assert not [n for _, names in page.elements for n in names if n.startswith("on")]
    assert all(
        link.startswith(("#", "https://developers.napster.com/"))
        for link in page.attributes("href")
    )
    assert not CONTROLS.search(page.text)
    assert len(page.attributes("data-status")) == 5


def check_markdown(text: str) -> None:
    shown = render("markdown", hostile(text), plans.pack())
    assert not CONTROLS.search(shown)
    outside = fences_removed(shown)
    ours = r"</?(?:details|summary|code|sub)>|<br>"
    assert "<" not in re.sub(ours, "", outside)
    assert "`" not in outside
    assert "@" not in outside
    assert "](https://evil" not in outside
    widths = []
    for line in outside.split("\n"):
        if line.startswith("|"):
            widths.append(line.count("|"))
        else:
            assert len(set(widths)) <= 1, "rows of one table differ in their cells"
            widths = []
        assert not line.startswith("#") or re.match(r"#{2,3} [A-Z]", line)


def fences_removed(markdown: str) -> str:
    """The text without fenced blocks, each closed by a fence as long as its own."""
    kept: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        opening = re.match(r"(`{3,})(?:diff)?$", line)
        if fence:
            fence = "" if line == fence else fence
        elif opening:
            fence = opening[1]
        else:
            kept.append(line)
    assert not fence, "a fence is left open"
    return "\n".join(kept)


def check_github(text: str) -> None:
    lines = render("github", hostile(text), plans.pack()).split("\n")
    assert lines.pop() == ""
    assert len(lines) == 3 + 2
    for line in lines:
        assert re.match(
            r"::(error|warning|notice) file=[^:,]*,line=\d+,col=\d+,title=[^:,]+::", line
        )
        assert not CONTROLS.search(line)


def check_sarif(text: str) -> None:
    log = json.loads(render("sarif", hostile(text), plans.pack()))
    for result in log["runs"][0]["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]*", uri)
        assert result["message"]["text"]


def check_terminal(text: str) -> None:
    for terminal in (True, False):
        out = io.StringIO()
        console = Console(file=out, force_terminal=terminal, color_system=None, width=80)
        print_plan(console, hostile(text), show_diff=True, verbose=True)
        assert not CONTROLS.search(out.getvalue())


@EVERY
def test_html_shows_hostile_text_and_obeys_none(text: str) -> None:
    check_html(text)


@EVERY
def test_markdown_keeps_its_tables_and_fences(text: str) -> None:
    check_markdown(text)


@EVERY
def test_annotations_stay_one_a_line(text: str) -> None:
    check_github(text)


@EVERY
def test_sarif_stays_json_with_valid_addresses(text: str) -> None:
    check_sarif(text)


@EVERY
def test_terminals_receive_no_control_character(text: str) -> None:
    check_terminal(text)


@few
@given(TEXT)
def test_any_text_at_all_is_safe_in_every_format(text: str) -> None:
    check_html(text)
    check_markdown(text)
    check_github(text)
    check_sarif(text)
    check_terminal(text)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\"'><b onclick=x>", "</td></tr></table>"]
)
def test_hostile_text_leaves_the_page_the_shape_that_plain_text_gives(text: str) -> None:
    assert shape(hostile(text)) == shape(hostile("harmless"))
