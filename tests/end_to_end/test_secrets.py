"""No key, header value or secret-looking literal shows in anything a run says or leaves behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from migrator.model.secrets import REDACTED
from migrator.sandbox.embedded import running
from migrator.sandbox.settings import UNLIMITED
from tests.end_to_end.workshop import Ended, Workshop

# Put together at run time, so that no scanner takes this file for a leak.
ENVIRONMENT_KEY = "sk-" + "env-f3Kq81LmZx92Wc04Rt7Yv6Bn5P"
SOURCE_KEY = "sk-" + "src-a8Fk29dLq0Zx7Wm4Rt5Yv1Bn3C"
HEADER = "c3Rh" + "ZmY6aHVudGVyMi1odW50ZXIyLWh1bnRlcjI="
TRACE = "q83vEjRWeJC6" + "ze8SNFZ4kLrN7xI0VniQ"
IN_A_FIELD = "ghp_" + "a8Fk29dLq0Zx7Wm4Rt5Yv1Bn3Cp6Ds8Eu0Gh"
IN_A_CHANNEL = "9f86d081884c7d659a2f" + "eaa0c55ad015"
IN_A_COMMENT = "AKIA" + "IOSFODNN7EXAMPLQ"
GIVEN = "sk-" + "given-Zx7Wm4Rt5Yv1Bn3Ca8Fk29dL"
SECRETS = {
    "key of the run": ENVIRONMENT_KEY,
    "key in the source": SOURCE_KEY,
    "header": HEADER,
    "second header": TRACE,
    "agent field": IN_A_FIELD,
    "nested agent field": IN_A_CHANNEL,
    "comment": IN_A_COMMENT,
    "given value": GIVEN,
}

FILES = {
    "app/__init__.py": "",
    "app/voice.py": f'''\
"""Voice sessions; the old account was {IN_A_COMMENT}."""

import os

import requests

BASE = os.environ["NAPSTER_BASE_URL"]
API_KEY = "{SOURCE_KEY}"
HEADERS = {{
    "X-Api-Key": API_KEY,
    "Authorization": "Basic {HEADER}",
    "X-Trace-Token": "{TRACE}",
}}


def open_sales(customer: str) -> dict:
    return requests.post(
        f"{{BASE}}/public/connections",
        headers={{"X-Api-Key": "{SOURCE_KEY}", "Authorization": "Basic {HEADER}"}},
        json={{
            "companionId": "comp_sales",
            "providerConfig": {{"voiceId": "alloy"}},
            "externalClientId": customer,
        }},
    ).json()


def open_support(customer: str) -> dict:
    payload = {{
        "companionId": "comp_support",
        "providerConfig": {{"voiceId": os.environ["SHOP_VOICE"]}},
        "externalClientId": customer,
    }}
    # {IN_A_COMMENT} was here before.
    return requests.post(f"{{BASE}}/public/connections", headers=HEADERS, json=payload).json()


def open_with_secret(customer: str) -> dict:
    payload = {{
        "companionId": "comp_sales",
        "providerConfig": {{
            "voiceId": "sage",
            "settings": {{"instructions": "Log in with {IN_A_FIELD}."}},
        }},
        "mcp": {{"servers": [{{"url": "https://mcp.example.com", "token": "{IN_A_CHANNEL}"}}]}},
        "externalClientId": customer,
    }}
    return requests.post(f"{{BASE}}/public/connections", headers=HEADERS, json=payload).json()


def open_with_given(customer: str) -> dict:
    payload = {{
        "companionId": os.environ["SHOP_COMPANION"],
        "providerConfig": {{"voiceId": "sage"}},
    }}
    return requests.post(f"{{BASE}}/public/connections", headers=HEADERS, json=payload).json()
''',
    "app/client.ts": f'fetch("/public/connections", {{apiKey: "{SOURCE_KEY}"}}) // {IN_A_COMMENT}\n',
    "app/broken.py": f'KEY = "{SOURCE_KEY}" "/public/connections\n',
}

VALUES = ("--set", "SHOP_VOICE=echo", "--env-file", "../given.env")
PLANNING = [
    ["plan", ".", "--diff", "--verbose", *VALUES],
    *(["plan", ".", "--format", form, *VALUES] for form in ("json", "sarif", "github")),
    *(["check", ".", "--format", f, *VALUES] for f in ("text", "json", "sarif", "github")),
    *(["apply", ".", "--dry-run", "--format", form, *VALUES] for form in ("text", "json")),
]
APPLYING = [
    ["apply", ".", "--yes", "--verbose", *VALUES],
    ["apply", ".", "--yes", "--format", "json", *VALUES],
    ["verify", "--verbose", *VALUES],
    ["verify", "--format", "json", *VALUES],
    ["check", ".", "--update-baseline", *VALUES],
    ["report", "--output", "left/report.html"],
    *(["report", "--format", f, "--output", f"left/{f}"] for f in ("markdown", "json", "sarif")),
]


def leaks(project: Workshop, ended: list[Ended]) -> set[tuple[str, str]]:
    """Which secrets show, and where: in a file that the source isn't, or in what was said."""
    texts = {
        name: data
        for name, data in project.bytes_of_files().items()
        if name not in FILES and "/backup/" not in name
    }
    for number, each in enumerate(ended):
        texts[f"output of {number}"] = each.out.encode()
        texts[f"errors of {number}"] = each.err.encode()
    return {
        (secret, place)
        for place, data in texts.items()
        for secret, value in SECRETS.items()
        if value.encode() in data
    }


def project_with_secrets(root: Path, base_url: str, key: str) -> Workshop:
    (root / "given.env").write_text(f"SHOP_COMPANION={GIVEN}\n")
    made = Workshop(root / "project", base_url, key)
    made.root.mkdir()
    made.write({**FILES, "left/.gitkeep": ""})
    made.commit()
    return made


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sandbox's catalogue with a key that looks like one."""
    from migrator.sandbox import catalogue

    built_in = Path(catalogue.__file__).with_suffix(".toml").read_text("utf-8")
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.toml"
    path.write_text(built_in.replace('"sandbox-key"', f'"{ENVIRONMENT_KEY}"'), "utf-8")
    return path


def test_a_whole_migration_shows_none(tmp_path: Path, catalogue: Path) -> None:
    with running(replace(UNLIMITED, catalogue=catalogue)) as sandbox:
        project = project_with_secrets(tmp_path, sandbox.base_url, ENVIRONMENT_KEY)
        ended = [project.run(*command) for command in [*PLANNING, *APPLYING]]
        applied = ended[len(PLANNING)]
        found = leaks(project, ended)
        rolled_back = project.run("rollback", "--delete-agents", "--yes", "--verbose", *VALUES)

    assert rolled_back.code == 0, rolled_back
    assert REDACTED in ended[0].out
    assert applied.code == 3, applied
    assert "2 agents created" in applied.out
    assert found | leaks(project, [rolled_back]) == set()


@pytest.mark.parametrize("failing", [{"agent_cap": 0}, {"revoke_key_after": 4}], ids=str)
def test_a_failing_apply_shows_none(
    tmp_path: Path, catalogue: Path, failing: dict[str, Any]
) -> None:
    with running(replace(UNLIMITED, catalogue=catalogue, **failing)) as sandbox:
        project = project_with_secrets(tmp_path, sandbox.base_url, ENVIRONMENT_KEY)
        ended = project.run("apply", ".", "--yes", "--verbose", *VALUES)

    assert ended.code == 4, ended
    assert leaks(project, [ended]) == set()


def test_a_refused_key_is_not_shown(tmp_path: Path) -> None:
    with running() as sandbox:
        project = project_with_secrets(tmp_path, sandbox.base_url, ENVIRONMENT_KEY)
        ended = project.run("apply", ".", "--yes", *VALUES)

    assert ended.code == 4
    assert leaks(project, [ended]) == set()


def test_a_backup_is_as_private_as_its_source(tmp_path: Path, catalogue: Path) -> None:
    with running(replace(UNLIMITED, catalogue=catalogue)) as sandbox:
        project = project_with_secrets(tmp_path, sandbox.base_url, ENVIRONMENT_KEY)
        (project.root / "app/voice.py").chmod(0o600)
        project.run("apply", ".", "--yes", *VALUES)

    saved = [path for path in project.root.glob(".migrator/backup/*/**/*.py") if path.is_file()]
    assert [path.name for path in saved] == ["voice.py"]
    assert [path.stat().st_mode & 0o777 for path in saved] == [0o600]
    assert (project.root / "app/voice.py").stat().st_mode & 0o777 == 0o600


def test_a_command_leaves_no_core_dump(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

    Workshop(tmp_path, "http://127.0.0.1:9", ENVIRONMENT_KEY).run("explain")

    assert resource.getrlimit(resource.RLIMIT_CORE)[0] in (0, 1)


def test_the_key_is_put_into_no_agent(tmp_path: Path, catalogue: Path) -> None:
    with running(replace(UNLIMITED, catalogue=catalogue)) as sandbox:
        project = project_with_secrets(tmp_path, sandbox.base_url, ENVIRONMENT_KEY)
        project.write(
            {
                "omniagents.toml": """
[agents.odd]
name = "Odd"
body.companionId = "comp_sales"
body.voiceId = "alloy"
body.providerSettings.instructions = { "$text" = ["Log in with ", { "$env" = "NAPSTER_API_KEY" }] }
"""
            }
        )
        commands = (["apply", ".", "--dry-run"], ["apply", ".", "--yes"], ["verify"])
        ended = [project.run(*command, *VALUES) for command in commands]
        agents = project.agents()

    assert "agent odd: it would hold the API key" in ended[1].out
    assert "Odd" not in agents
    assert leaks(project, ended) == set()
