"""Credentials are told from ids, settings and prose, and never survive redaction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.model.secrets import REDACTED, looks_secret, redact

# Put together at run time, so that no scanner takes this file for a leak.
SK = "sk-" + "proj-a8Fk29dLq0Zx7Wm4Rt5Yv1Bn3"
GITHUB = "ghp_" + "a8Fk29dLq0Zx7Wm4Rt5Yv1Bn3Cp6Ds8Eu0Gh"
AWS = "AKIA" + "IOSFODNN7EXAMPLQ"
JWT = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTYifQ." + "dBjftJeZ4CVPmB92K27uhbUJU1p1r"
HEX = "9f86d081884c7d659a2feaa0c55ad015"
UUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
BASE64 = "q83vEjRWeJC6ze8SNFZ4kLrN7xI0VniQ"
PEM = (
    "-----BEGIN RSA PRIVATE "
    "KEY-----\nMIIEowIBAAKCAQEA7bq98Fd1\nq83vEjRWeJC6\nze8=\n-----END RSA PRIVATE KEY-----"
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("companionId", "comp_support"),
        ("companionId", UUID),
        ("key", UUID),
        ("key", "fn_8f3a9b2c1d4e5f60718293a4"),
        ("knowledgeBaseId", "kb_7d0c1e52a9b84f03"),
        ("knowledgeBaseId", HEX),
        ("externalClientId", "u-20240917-a8Fk29dL"),
        ("voiceId", "marin"),
        ("functions", "reset_password"),
        ("functions", "fn_verify_token_v2"),
        ("instructions", "Never ask for a password, a token or an API key. Be kind."),
        ("instructions", "Say: your key is on its way. Ask sk-learn questions to Bob."),
        ("instructions", "Use Bearer authentication when a caller asks about the API."),
        ("url", "https://mcp.example.com/servers/crm?region=eu-west-1"),
        ("mcp.servers.token_url", "https://auth.example.com/oauth/token"),
        ("tokenUrl", BASE64),
        ("secretName", "prod/napster/voice-2024"),
        ("api_key", "NAPSTER_API_KEY"),
        ("api_key", "<your-api-key>"),
        ("api_key", "your-api-key-goes-here"),
        ("api_key", "${NAPSTER_API_KEY}"),
        ("password", "xxxxxxxxxxxx"),
        ("token", "gpt-4o-realtime-preview-2024-12-17"),
        ("key", "support-agent-production-2024"),
        ("cache_key", BASE64),
        ("public_key", BASE64),
        ("max_tokens", "4096"),
        ("tokenizer", BASE64),
        ("model", "sk-customer-support-voice-agent-2024-v2"),
        ("Authorization", "Bearer {token}"),
        ("temperature", "0.7"),
        ("instructions", ""),
    ],
)
def test_settings_ids_and_prose_are_not_secret(name: str, value: str) -> None:
    assert not looks_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("instructions", f"Call the CRM with {SK} and be kind."),
        ("notes", GITHUB),
        ("region", AWS),
        ("mcp.servers.0.headers.Authorization", f"Bearer {BASE64}"),
        ("anything", JWT),
        ("anything", PEM),
        ("url", "https://bot:hunter2@crm.example.com/mcp"),
        ("url", f"https://crm.example.com/mcp?sig={SK}"),
        ("header", "Basic Ym90Omh1bnRlcjI="),
        ("key", HEX),
        ("token", BASE64),
        ("apiKey", HEX),
        ("API_TOKEN", UUID),
        ("client_secret", "8Q~Fk29dLq0Zx7Wm4Rt"),
        ("password", "Tr0ub4dor&3"),
    ],
)
def test_credentials_are_secret(name: str, value: str) -> None:
    assert looks_secret(name, value)


@pytest.mark.parametrize(
    "code",
    [
        'payload = {"companionId": "comp_support", "functions": ["fn_reset_password"]}',
        'headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}',
        'headers = {"X-Api-Key": API_KEY, "Authorization": f"Bearer {token}"}',
        f'payload["externalClientProfile"] = {{"id": "{UUID}"}}',
        f'"knowledgeBaseId": "{HEX}",',
        "key = hashlib.sha256(text).hexdigest()",
        "token = response.json()['token']",
        "password = settings.database_password_v2",
        'API_KEY_ENV = "NAPSTER_API_KEY"',
        'SECRET_FIELDS = ["api_key", "user_id", "session_id"]',
        'BASE = "https://companion-api.napster.com/public/connections"',
        "raise KeyError(key)",
        'if key == "companionId":',
        f'open_session(api_key=API_KEY, companion="{UUID}", kb="kb_7d0c1e52a9b84f03")',
        "def f(token: str = None, key: str | None = None) -> None: ...",
        'requests.post(f"https://{user}:{password}@proxy.example.com", json=payload)',
    ],
)
def test_code_without_a_secret_is_shown_as_it_is(code: str) -> None:
    assert redact(code) == code


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (f'API_KEY = "{HEX}"', f'API_KEY = "{REDACTED}"'),
        (f"API_KEY: Final[str] = '{HEX}'", f"API_KEY: Final[str] = '{REDACTED}'"),
        ('headers = {"X-Api-Key": "test-key"}', f'headers = {{"X-Api-Key": "{REDACTED}"}}'),
        ("headers['X-Api-Key'] = 'test-key'", f"headers['X-Api-Key'] = '{REDACTED}'"),
        ('r.add_header("X-Api-Key", "test-key")', f'r.add_header("X-Api-Key", "{REDACTED}")'),
        (f'os.getenv("API_KEY", "{HEX}")', f'os.getenv("API_KEY", "{REDACTED}")'),
        (f'"Authorization": "Bearer {BASE64}"', f'"Authorization": "Bearer {REDACTED}"'),
        (f'KEY = ("{HEX[:16]}"\n    "{HEX[16:]}")', f'KEY = ("{REDACTED}"\n    "{REDACTED}")'),
        (
            f'key = os.environ.get("API_KEY") or "{HEX}"',
            f'key = os.environ.get("API_KEY") or "{REDACTED}"',
        ),
        (f'prompt = "Use\\n{SK} now"', f'prompt = "Use\\n{REDACTED} now"'),
        (f"NAPSTER_API_KEY={HEX}", f"NAPSTER_API_KEY={REDACTED}"),
        ("https://x.example/a?api_key=simple&b=1", f"https://x.example/a?api_key={REDACTED}&b=1"),
        ("postgres://app:hunter2@db/voice", f"postgres://app:{REDACTED}@db/voice"),
        (f"+    token='{JWT}',", f"+    token='{REDACTED}',"),
    ],
)
def test_only_the_credential_is_hidden(code: str, shown: str) -> None:
    assert redact(code) == shown


def test_a_private_key_loses_its_body_and_keeps_its_lines() -> None:
    shown = redact(f'PRIVATE_KEY = """{PEM}"""\nvoice = "marin"\n')
    assert "MIIE" not in shown
    assert "q83v" not in shown
    assert shown.count("\n") == PEM.count("\n") + 2
    assert shown.endswith('voice = "marin"\n')


SECRETS = st.sampled_from([SK, GITHUB, AWS, JWT])
AROUND = st.text(st.sampled_from(" \n\t\"'(){}[],:=.<>`|$&"), max_size=8)


@given(before=AROUND, secret=SECRETS, after=AROUND)
def test_no_known_key_format_survives_whatever_stands_around_it(
    before: str, secret: str, after: str
) -> None:
    shown = redact(f"{before}{secret}{after}")
    assert secret not in shown


@given(st.text())
def test_redacting_twice_changes_nothing_more_and_keeps_every_line(text: str) -> None:
    once = redact(text)
    assert redact(once) == once
    assert once.count("\n") == text.count("\n")


def test_long_unbroken_text_takes_no_long_time() -> None:
    text = ("a" * 60_000) + ("sk-" * 20_000) + ("key='" * 10_000) + (" " * 60_000)
    assert redact(text) == text
    spelled_out = f"api_key = '{'a' * 5_000}-5x{'{' * 5_000}'"
    assert redact(spelled_out) == f"api_key = '{REDACTED}'"
