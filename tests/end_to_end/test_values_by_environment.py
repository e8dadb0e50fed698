"""One project in two environments: the same calls and definitions, other values, other agents."""

from __future__ import annotations

import tomllib

import pytest

from migrator.create.lock_file import read_lock
from migrator.sandbox.embedded import RunningSandbox
from tests.end_to_end.workshop import SHOP, VOICE, Workshop

CHOSEN = (
    VOICE.replace("customer: str", "customer: str, premium: bool = False")
    .replace('"alloy"', 'os.environ["SHOP_VOICE"] if premium else "sage"')
    .replace("import requests", "import os\n\nimport requests")
)


@pytest.fixture
def desk(shop: Workshop) -> Workshop:
    """A shop whose sales voice is chosen by a parameter, one of two by the environment."""
    shop.write({**SHOP, "app/voice.py": CHOSEN})
    shop.commit()
    return shop


def test_a_value_that_is_missing_is_asked_for_with_the_line_that_reads_it(desk: Workshop) -> None:
    ended = desk.run("plan", ".")
    assert ended.code == 3
    assert "OM110" in ended.out
    assert "SHOP_VOICE (read at app/voice.py:15)" in " ".join(ended.out.split())
    desk.run("apply", ".", "--yes")
    assert desk.agents() == ["Support"]


def test_another_environment_has_its_own_agents_for_the_same_calls(
    desk: Workshop, sandbox: RunningSandbox
) -> None:
    assert desk.run("apply", ".", "--yes", "--set", "SHOP_VOICE=alloy").code == 0
    written = desk.bytes_of_files(but=[".migrator"])
    desk.commit()

    desk.key = sandbox.staging_key
    staged = desk.run(
        "apply", ".", "--yes", "--environment", "staging", "--set", "SHOP_VOICE=verse"
    )

    assert staged.code == 0, staged
    lock = read_lock(desk.root)
    default, staging = lock.agent_ids("default"), lock.agent_ids("staging")
    assert default.keys() == staging.keys()
    assert set(default.values()).isdisjoint(staging.values())
    now = desk.bytes_of_files(but=[".migrator"])
    assert now["omniagents.toml"] == written["omniagents.toml"]
    assert now["app/voice.py"] == written["app/voice.py"]
    definitions = tomllib.loads(now["omniagents.toml"].decode())
    assert "SHOP_VOICE" in str(definitions)
    variables = desk.root / ".env.omniagent.staging"
    assert f"SALES_PREMIUM_AGENT_ID={staging['sales_premium']}" in variables.read_text()
    assert f"SALES_PREMIUM_AGENT_ID={default['sales_premium']}" in now[".env.omniagent"].decode()
