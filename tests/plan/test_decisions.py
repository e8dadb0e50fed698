"""What keeps a call, what is only said about it, and what the environment decides."""

from __future__ import annotations

import pytest

from migrator.model.settings import Settings
from migrator.model.sites import Status
from migrator.plan.decisions import Decision
from migrator.plan.surroundings import said_once
from tests.plan.calls import PACK, call, codes, decisions, only

BUILT = """
    import os
    import requests


    def open_session(user, flag, vip):
        payload = {{"companionId": "comp_a", "providerConfig": {{"voiceId": "marin"}}}}
        {statements}
        return requests.post(
            "https://companion-api.napster.com/public/connections",
            headers={{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}},
            json=payload,
        )
"""


def built(*statements: str) -> Decision:
    return only(BUILT.format(statements="\n        ".join(statements)))


@pytest.mark.parametrize(
    "statements",
    [
        ['if flag:', '    payload["language"] = "en"'],
        ['if flag:', '    if vip:', '        payload["language"] = "en"'],
        ['payload["providerConfig"]["settings"] = {}', 'if flag:',
         '    payload["providerConfig"]["settings"]["temperature"] = 0.5'],
        ['if flag:', '    payload["providerConfig"] = {"voiceId": "sage"}'],
        ['payload["language"] = "en" if flag else "de"'],
        ['payload["functions"] = ["fn_a", "fn_b" if flag else "fn_c"]'],
    ],
)  # fmt: skip
def test_an_agent_field_under_a_condition_has_an_agent_for_each_value(
    statements: list[str],
) -> None:
    decision = built(*statements)
    assert decision.status is Status.MIGRATE
    first, second = decision.variants
    assert first.agent_body != second.agent_body


def test_a_session_field_may_be_sent_under_a_condition() -> None:
    decision = built("if flag:", "    if vip:", '        payload["tags"] = {"who": user}')
    assert decision.status is Status.MIGRATE
    sent = decision.flat.get("tags")
    assert sent is not None
    assert {condition.text for condition in sent.when} == {"flag", "vip"}


@pytest.mark.parametrize(
    ("field", "expression", "hole"),
    [
        ("language", 'os.environ["L"]', {"$env": "L"}),
        ("language", 'os.getenv("L", "en")', {"$env": "L", "$default": "en"}),
        (
            "providerConfig.settings.temperature",
            'float(os.getenv("T", "0.5"))',
            {"$env": "T", "$default": 0.5, "$cast": "float"},
        ),
        ("knowledgeBaseId", "f\"kb_{os.environ['STAGE']}\"", {"$text": ["kb_", {"$env": "STAGE"}]}),
    ],
)
def test_the_environment_leaves_a_hole_as_the_code_reads_it(
    field: str, expression: str, hole: object
) -> None:
    decision = only(call({field: expression}))
    assert decision.status is Status.MIGRATE, decision.findings
    rule = PACK.field(field)
    assert rule is not None
    part: object = decision.agent_body
    for key in rule.target_path:
        assert isinstance(part, dict)
        part = part[key]
    assert part == hole


def test_a_value_that_looks_like_a_hole_keeps_the_call() -> None:
    decision = only(call({"providerConfig.settings.turnDetection": '{"$env": "HOME"}'}))
    assert decision.status is Status.LEFT


def test_servers_go_to_the_agent_and_authorizations_stay() -> None:
    decision = only(call({"mcp.servers": '["crm"]', "mcp.authorizations": "value"}))
    assert decision.agent_body["mcp"] == {"servers": ["crm"]}
    assert "mcp" in decision.keep & decision.drop
    assert decision.drop_members == {"mcp": frozenset({"servers"})}


@pytest.mark.parametrize(
    ("field", "value", "code", "status"),
    [
        ("externalClientId", '"not valid!"', "OM201", Status.MIGRATE),
        ("externalClientId", '"' + "x" * 33 + '"', "OM201", Status.MIGRATE),
        ("tags", '{"' + "k" * 65 + '": "v"}', "OM202", Status.MIGRATE),
        ("tags", '{"app": 1}', "OM202", Status.MIGRATE),
        ("language", '"en-US"', "OM203", Status.LEFT),
        ("language", '"Klingon"', "OM203", Status.LEFT),
        ("faqCollections", '["a", "b"]', "OM204", Status.MIGRATE),
        ("providerConfig.settings.noiseReduction", '{"type": "none"}', "OM206", Status.MIGRATE),
        ("providerConfig.settings.turnDetection", '{"threshold": "x"}', "OM207", Status.MIGRATE),
        ("disableIdleTimeout", "True", "OM308", Status.MIGRATE),
        ("providerConfig.settings.instructions", '"key sk-proj-' + "a1B2" * 10 + '"', "OM107", Status.LEFT),
        ("mcp.servers", '[{"token": "ghp_' + "a1B2" * 9 + '"}]', "OM107", Status.LEFT),
    ],
)  # fmt: skip
def test_values_are_checked(field: str, value: str, code: str, status: Status) -> None:
    decision = only(call({field: value}))
    assert (codes(decision), decision.status) == ([code], status)


def test_valid_values_are_not_remarked_upon() -> None:
    fields = {"externalClientId": '"' + "x" * 32 + '"', "tags": '{"app": "web"}'}
    assert codes(only(call(fields))) == []


def test_strict_faq_keeps_calls_with_more_than_one_collection() -> None:
    decision = only(call({"faqCollections": '["a", "b"]'}), Settings(strict_faq=True))
    assert decision.status is Status.LEFT


@pytest.mark.parametrize(
    ("asked", "given", "held"),
    [("auto", "English", "en"), ("iso", "english", "en"), ("name", "English", "English"),
     ("auto", "de", "de")],
)  # fmt: skip
def test_languages_take_the_form_asked_for(asked: str, given: str, held: str) -> None:
    settings = Settings.model_validate({"language_format": asked})
    assert only(call({"language": f'"{given}"'}), settings).agent_body["language"] == held


def test_a_configured_default_stands_in_for_a_voice_that_is_not_sent() -> None:
    text = call({}).replace('"voiceId": "marin"', "")
    assert codes(only(text)) == ["OM104"]
    for name in ("providerConfig.voiceId", "voiceId"):
        decision = only(text, Settings(defaults={name: "sage"}))
        assert (decision.status, decision.agent_body["voiceId"]) == (Status.MIGRATE, "sage")


def test_search_is_spoken_of_once_and_never_guessed() -> None:
    found = [only(call({})), only(call({})), only(call({"useWebSearch": "True"}))]
    (note,) = [f for f in said_once(found, PACK) if f.code == "OM309"]
    assert note.message.startswith("2 calls to migrate do not send `useWebSearch`")
    assert note.call_site is None
    assert "useWebSearch" not in found[0].agent_body


# Keys and projects

WITH_KEY = '{{"X-Api-Key": {}}}'


def with_key(expression: str, settings: Settings | None = None) -> Decision:
    return only(call({}, headers=WITH_KEY.format(expression)), settings)


def test_a_key_from_the_environment_names_the_project() -> None:
    assert with_key('os.environ["ANY_NAME"]').status is Status.MIGRATE


def test_a_key_in_the_source_is_reported_and_not_shown() -> None:
    decision = with_key('"secret-key-value"')
    assert (decision.status, codes(decision)) == (Status.MIGRATE, ["OM307"])
    assert "secret-key-value" not in str(decision.findings)


@pytest.mark.parametrize("expression", ["value", "user.key"])
def test_a_key_that_varies_keeps_the_call(expression: str) -> None:
    assert codes(with_key(expression)) == ["OM102"]


def test_a_call_without_a_key_stays() -> None:
    assert codes(only(call({}, headers="{}"))) == ["OM102"]


def test_what_has_no_text_of_its_own_is_told_by_its_reason() -> None:
    decision = built(
        "held = {}",
        "for name, value in user.__dict__.items():",
        "    held[name] = value",
        'payload["language"] = held',
    )
    told = [each.message for each in decision.findings]
    assert told == ["`language` isn't known: one of its items is set"]


def test_calls_with_another_projects_key_stay() -> None:
    mine, other = (call({}, headers=WITH_KEY.format(f'os.environ["{n}"]')) for n in ("A", "B"))
    found = decisions({"a.py": mine, "b.py": mine, "c.py": other})
    assert [d.status for d in found] == [Status.MIGRATE, Status.MIGRATE, Status.LEFT]
    assert codes(found[2]) == ["OM112"]
    chosen = decisions({"a.py": mine, "b.py": mine, "c.py": other}, Settings(key="B"))
    assert [d.status for d in chosen] == [Status.LEFT, Status.LEFT, Status.MIGRATE]


@pytest.mark.parametrize("headers", ["value", "{}", WITH_KEY.format("user.key")])
def test_calls_of_one_project_migrate_whatever_their_key_is_called(headers: str) -> None:
    decision = only(call({}, headers=headers), Settings(one_project=True))
    assert (decision.status, codes(decision)) == (Status.MIGRATE, ["OM316"])
    mine = [call({}, headers=WITH_KEY.format(f'os.environ["{name}"]')) for name in ("A", "A", "B")]
    files = {f"{nth}.py": text for nth, text in enumerate(mine)}
    found = decisions(files, Settings(one_project=True))
    assert {d.status for d in found} == {Status.MIGRATE}
    assert [codes(d) for d in found] == [[], [], ["OM316"]]
    elsewhere = Settings(one_project=True, base_url="http://127.0.0.1:8000")
    assert codes(only(call({}, headers=headers), elsewhere)) == ["OM112", "OM316"]


def test_the_official_name_of_the_key_wins_over_numbers() -> None:
    mine, other = (
        call({}, headers=WITH_KEY.format(f'os.environ["{n}"]')) for n in ("NAPSTER_API_KEY", "B")
    )
    found = decisions({"a.py": mine, "b.py": other, "c.py": other})
    assert [d.status for d in found] == [Status.MIGRATE, Status.LEFT, Status.LEFT]


def test_a_call_to_another_host_than_this_runs_stays() -> None:
    decision = only(call({}), Settings(base_url="http://127.0.0.1:8000"))
    assert codes(decision) == ["OM112"]
    assert "--base-url https://companion-api.napster.com" in decision.findings[0].hint


# Suppressions


def suppressed(comment: str, **fields: str) -> Decision:
    return only(call(fields).replace("headers=", f"  # migrator: {comment}\n        headers=", 1))


def test_a_comment_without_codes_ignores_the_call() -> None:
    assert suppressed("ignore", language="value").status is Status.IGNORED
    assert suppressed("ignore").status is Status.IGNORED


def test_codes_must_cover_every_error() -> None:
    assert suppressed("ignore[OM101]", language="value").status is Status.IGNORED
    assert suppressed("ignore[OM101, OM103]", language="value", more="1").status is Status.IGNORED
    assert suppressed("ignore[OM101]", language="value", more="1").status is Status.LEFT


def test_a_code_that_is_not_found_is_reported() -> None:
    decision = suppressed("ignore[OM101, OM104]", language="value")
    assert decision.status is Status.IGNORED
    assert [f.message for f in decision.findings if f.code == "OM312"] == [
        "OM104 is not found here"
    ]


def test_a_comment_beside_the_call_does_not_count() -> None:
    text = call({"language": "value"}) + "\n# migrator: ignore\n"
    assert only(text).status is Status.LEFT
