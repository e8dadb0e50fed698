"""SARIF as code scanning takes it."""

from __future__ import annotations

import json
from typing import Any

from migrator.model.catalogue import CATALOGUE
from migrator.model.plan import Plan
from migrator.report.rendering import render

from . import plans


def run(plan: Plan, *, applied: bool = False) -> dict[str, Any]:
    log = json.loads(render("sarif", plan, plans.pack(), applied=applied))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def fingerprints(plan: Plan) -> list[str]:
    return [r["partialFingerprints"]["primaryLocationLineHash"] for r in run(plan)["results"]]


def test_every_code_is_a_rule_with_help() -> None:
    rules = {rule["id"]: rule for rule in run(plans.realistic())["tool"]["driver"]["rules"]}
    assert rules.keys() >= CATALOGUE.keys()
    for code, info in CATALOGUE.items():
        assert info.remedy in rules[code]["help"]["text"]
        assert info.remedy in rules[code]["help"]["markdown"]
        assert rules[code]["defaultConfiguration"]["level"] == info.severity.value
        assert rules[code]["name"].isalnum()
        assert rules[code]["helpUri"].startswith("https://")


def test_every_finding_is_a_result_at_its_place() -> None:
    plan, only = plans.realistic(), run(plans.realistic())
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    for finding, result in zip(plan.findings, only["results"], strict=False):
        place = result["locations"][0]["physicalLocation"]
        assert result["ruleId"] == finding.code == rules[result["ruleIndex"]]
        assert result["level"] == finding.severity
        assert place["artifactLocation"] == {"uri": finding.path, "uriBaseId": "%SRCROOT%"}
        assert place["region"] == {"startLine": finding.line, "startColumn": finding.column}
        assert result["message"]["text"].startswith(finding.message)


def test_calls_that_still_wait_are_alerts_until_the_plan_is_applied() -> None:
    def waiting(*, applied: bool) -> list[str]:
        results = run(plans.realistic(), applied=applied)["results"]
        return [
            r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for r in results
            if r["ruleId"] == "per-session-call"
        ]

    assert waiting(applied=False) == [
        "acme/support.py", "acme/workers/outbound.py", "acme/workers/tenants.py",
    ]  # fmt: skip
    assert waiting(applied=True) == []


def test_what_the_source_suppresses_is_marked_so() -> None:
    suppressed = [r for r in run(plans.realistic())["results"] if "suppressions" in r]
    assert [r["ruleId"] for r in suppressed] == ["OM104"]
    assert suppressed[0]["suppressions"] == [{"kind": "inSource", "status": "accepted"}]


def test_fingerprints_survive_moved_lines_and_tell_results_apart() -> None:
    plan = plans.realistic()
    moved = plan.model_copy(
        update={
            "call_sites": [s.model_copy(update={"line": s.line + 40}) for s in plan.call_sites],
            "findings": [
                f.model_copy(
                    update={
                        "line": f.line + 40,
                        "message": f.message.replace("line 3", "line 43"),
                    }
                )
                for f in plan.findings
            ],
        }
    )
    assert fingerprints(moved) == fingerprints(plan)
    assert len(set(fingerprints(plan))) == len(fingerprints(plan))


def test_two_equal_findings_in_one_function_have_fingerprints_of_their_own() -> None:
    calls = [plans.site(n, "a.py", n, "left", function="f") for n in (1, 2)]
    findings = [plans.finding("OM105", "unknown body", "a.py", n, 1, f"site{n}") for n in (1, 2)]
    first, second = fingerprints(plans.plan(calls, [], findings))
    assert first != second


def test_a_left_call_without_finding_is_not_lost() -> None:
    (result,) = run(plans.plan([plans.site(1, "a.py", 1, "left")]))["results"]
    assert result["ruleId"] == "per-session-call"


def test_a_path_that_is_no_address_is_escaped() -> None:
    made = plans.plan([plans.site(1, "a b/ü#?.py", 1, "left")])
    place = run(made)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/%C3%BC%23%3F.py"
