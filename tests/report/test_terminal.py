"""The plan on terminals of any width, in pipes, without colour and without Unicode."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from migrator.report.terminal import print_diff, print_plan

from . import plans


def printed(
    width: int = 80, *, terminal: bool = True, show_diff: bool = False, verbose: bool = False
) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, color_system=None, width=width)
    print_plan(console, plans.realistic(), show_diff=show_diff, verbose=verbose, lock=plans.lock())
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("verbose", [False, True])
def test_prose_is_wrapped_to_the_terminal(width: int, verbose: bool) -> None:
    lines = printed(width, verbose=verbose).splitlines()
    assert [line for line in lines if len(line) > width and len(line.split()) > 6] == []
    assert all(line == line.rstrip() for line in lines)


def test_a_pipe_gets_whole_lines_and_no_escape_whatever_the_width() -> None:
    assert printed(20, terminal=False) == printed(500, terminal=False)
    assert "\x1b" not in printed(terminal=False)


@pytest.mark.parametrize("width", [20, 80])
def test_paths_are_never_cut_or_wrapped(width: int) -> None:
    lines = printed(width).splitlines()
    for site in plans.realistic().call_sites:
        assert any(f"{site.path}:{site.line}:{site.column}" in line for line in lines)


def test_the_last_lines_count_and_say_what_to_type() -> None:
    *_, count, step = printed(terminal=False).splitlines()
    assert (
        count
        == "Plan: 2 to migrate and 1 to route through 2 agents, 2 stay, 1 ignored, 1 done already."
    )
    assert "migrator apply" in step


def test_one_call_that_stays_is_told_in_the_singular() -> None:
    calls = [plans.site(n, "a.py", n, "migrate", agents=["support"]) for n in range(1, 8)]
    agents = [a.model_copy(update={"key": k}) for k in "abcd" for a in plans.realistic().agents[:1]]
    out = io.StringIO()
    made = plans.plan([*calls, plans.site(8, "b.py", 1, "left")], agents)
    print_plan(Console(file=out), made, show_diff=False, verbose=False)
    assert "Plan: 7 to migrate through 4 agents, 1 stays.\n" in out.getvalue()


def test_every_site_has_its_status_and_reason_and_each_code_its_remedy() -> None:
    text = printed(terminal=False)
    assert "acme/support.py:47:12  to migrate through support\n" in text
    assert "acme/legacy.py:77:12  stays\n" in text
    assert "OM111  the address comes from the parameter url\n" in text
    assert "help  Check it by hand." in text


def test_notes_fields_and_suppressed_findings_wait_for_verbose() -> None:
    short, long = printed(terminal=False), printed(terminal=False, verbose=True)
    for told in ("OM301", "OM104", "agent companionId", "set under a condition"):
        assert told not in short
        assert told in long


def test_the_diff_is_a_patch_with_one_header_a_file() -> None:
    out = io.StringIO()
    print_diff(Console(file=out), plans.realistic())
    text = out.getvalue()
    assert text.count("--- a/acme/support.py\n") == 1
    assert '+        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",\n' in text
    assert text.count("--- a/") == 2


def test_colour_is_used_on_a_terminal_and_not_against_no_color(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def coloured() -> bool:
        out = io.StringIO()
        console = Console(file=out, force_terminal=True, color_system="standard")
        print_diff(console, plans.realistic())
        return "\x1b[32m" in out.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured()


def test_a_console_that_knows_only_ascii_gets_ascii() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    call = plans.site(1, "ü/名.py", 3, "migrate")
    print_plan(Console(file=file), plans.plan([call]), show_diff=False, verbose=True)
    assert raw.getvalue().decode("ascii").startswith("+ \\xfc/\\u540d.py:3:12")
