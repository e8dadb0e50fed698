"""`apply --interactive` on a real terminal: yes, no, another name, ignore, quit and go on."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.end_to_end.workshop import CHECKOUT, SHOP, VOICE, Workshop

SECONDS = 60
_STYLING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PROMPT = VOICE.replace(
    '"settings": {"temperature": 0.7}', '"settings": {"instructions": f"Help {customer}."}'
)

HELPER = """

def desk_of(customer: str) -> str:
    return open(customer).read()


HEADERS ="""


def talk(shop: Workshop, said: Sequence[tuple[str, str]], *more: str) -> tuple[int, str]:
    """Run the command on a terminal: wait for each text, then type its answer."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "migrator", "apply", ".", "--interactive", *more],
        cwd=shop.root,
        env={**shop.environment, "PYTHONPATH": str(CHECKOUT), "TERM": "xterm", "COLUMNS": "100"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        close_fds=True,
    )
    os.close(slave)
    seen, heard, pending = "", 0, list(said)
    end = time.monotonic() + SECONDS
    try:
        while time.monotonic() < end:
            if not select.select([master], [], [], 0.2)[0]:
                if process.poll() is not None:
                    break
                continue
            try:
                chunk = os.read(master, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen += _STYLING.sub("", chunk.decode("utf-8", "replace"))
            if pending and pending[0][0] in seen[heard:]:
                heard = seen.index(pending[0][0], heard) + len(pending[0][0])
                os.write(master, f"{pending.pop(0)[1]}\n".encode())
        code = process.wait(timeout=SECONDS)
    finally:
        process.kill()
        os.close(master)
    assert not pending, seen
    return code, seen


def test_each_call_is_shown_with_its_diff_and_gets_its_answer(shop: Workshop) -> None:
    code, seen = talk(
        shop,
        [
            ("[q] quit: ", "e"),
            ("Name [Support]: ", "Phone desk"),
            ("[q] quit: ", "y"),
            ("[q] quit: ", "n"),
            ("[y/N]: ", "y"),
        ],
    )
    assert code == 3, seen
    assert "1 of 2" in seen
    assert "+SUPPORT_AGENT_ID" in seen
    assert "companionId" in seen
    assert shop.agents() == ["Phone desk"]
    assert " M app/phone.py" in shop.changed()
    assert " M app/voice.py" not in shop.changed()
    assert not (shop.root / ".migrator" / "answers.json").exists()
    assert shop.run("apply", ".", "--yes").code == 0
    assert shop.agents() == ["Phone desk", "Sales"]


def test_a_walk_that_is_left_goes_on_where_it_was(shop: Workshop) -> None:
    before = shop.changed()
    code, seen = talk(shop, [("[q] quit: ", "y"), ("[q] quit: ", "q")])
    assert (code, shop.changed(), shop.agents()) == (3, before, [])
    assert "1 answers are kept" in " ".join(seen.split())

    code, seen = talk(shop, [("[q] quit: ", "y"), ("[y/N]: ", "y")])
    assert code == 0, seen
    assert "1 of 2 calls were answered before" in seen
    assert shop.agents() == ["Sales", "Support"]


def test_what_is_to_be_ignored_says_so_in_the_source(shop: Workshop) -> None:
    shop.write({**SHOP, "app/voice.py": PROMPT})
    shop.commit()
    code, seen = talk(shop, [("[q] quit: ", "i"), ("[q] quit: ", "i"), ("[y/N]: ", "y")])
    assert code == 3, seen
    assert "Split it" in " ".join(seen.split())
    for path in ("app/phone.py", "app/voice.py"):
        assert "# migrator: ignore" in (shop.root / path).read_text()
    assert shop.agents() == []
    shop.commit()
    assert shop.run("check", ".").code == 0


def test_a_call_that_stays_may_be_routed(shop: Workshop) -> None:
    asked = VOICE.replace('"comp_sales"', "desk_of(customer)").replace("HEADERS =", HELPER)
    shop.write({**SHOP, "app/voice.py": asked, "app/zeal.py": PROMPT})
    shop.commit()
    code, seen = talk(
        shop,
        [
            ("[q] quit: ", "y"),
            ("[n] next, [r] route, [i] ignore, [q] quit: ", "r"),
            ("[y] yes, [n] no: ", "y"),
            ("[n] next, [r] route", "r"),
            ("OM321", ""),
            ("[n] next, [i] ignore, [q] quit: ", "n"),
            ("[y/N]: ", "y"),
        ],
    )
    assert code == 3, seen
    assert '+    path, body = route("webrtc", payload)' in seen
    assert 'path, body = route("webrtc", payload)' in (shop.root / "app/voice.py").read_text()
    assert (shop.root / "app/omniagents.py").exists()
    assert (shop.root / "app/zeal.py").read_text() == PROMPT
    shop.commit()
    assert shop.run("apply", ".", "--yes").code == 3
    assert shop.changed() == []


def test_a_walk_needs_a_terminal(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--interactive")
    assert (ended.code, shop.changed()) == (2, [])
    assert "terminal" in ended.err
