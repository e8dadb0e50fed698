"""SARIF 2.1.0 as code scanning takes it: one result a finding, and one a call still to migrate."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from migrator.model.catalogue import CATALOGUE
from migrator.model.code_info import CodeInfo
from migrator.model.json_types import Json
from migrator.model.pack import RulePack
from migrator.model.plan import Plan
from migrator.report.doc_links import doc_url
from migrator.report.remaining import REMAINING, remaining_message, remaining_sites
from migrator.report.summary import code_info
from migrator.report.visible import visible_line

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_PLACE = re.compile(r":\d+|\bline \d+")
_VERSION = re.compile(r"\d+(?:\.\d+)+\S*")


@dataclass(frozen=True, slots=True)
class _Result:
    """One result to be. `identity` holds nothing that moves when lines move."""

    code: str
    level: str
    message: str
    path: str
    line: int
    column: int
    identity: tuple[str, ...]
    suppressed: bool


def render_sarif(plan: Plan, pack: RulePack, *, applied: bool) -> str:
    """The log as JSON text: two-space indent, final newline."""
    results = list(_results(plan, applied=applied))
    named = {result.code for result in results}
    rules = {REMAINING.code: REMAINING, **CATALOGUE}
    rules.update({code: code_info(code) for code in sorted(named - set(rules))})
    driver: dict[str, Json] = {
        "name": "omniagent-migrator",
        "informationUri": doc_url(pack.pack.doc),
        "rules": [_rule(info, pack) for info in rules.values()],
    }
    version = _VERSION.search(plan.tool)
    if version:
        driver["semanticVersion"] = visible_line(version[0])
    order = list(rules)
    seen: Counter[str] = Counter()
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"migrator/{visible_line(pack.name)}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the scanned tree."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(result, order.index(result.code), seen) for result in results],
    }
    log: dict[str, Json] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(info: CodeInfo, pack: RulePack) -> Json:
    help_text = " ".join(part for part in (info.meaning, info.remedy) if part) or info.title
    return {
        "id": info.code,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", info.title)),
        "shortDescription": {"text": info.title[:1].upper() + info.title[1:] + "."},
        "fullDescription": {"text": info.meaning or info.title},
        "help": {
            "text": help_text,
            "markdown": f"{info.meaning}\n\n**What to do.** {info.remedy}\n\n"
            f"`migrator explain {info.code}` says the same.",
        },
        "helpUri": doc_url(pack.pack.doc),
        "defaultConfiguration": {"level": info.severity.value},
        "properties": {"tags": ["maintainability", "migration"], "precision": "very-high"},
    }


def _results(plan: Plan, *, applied: bool) -> Iterator[_Result]:
    sites = {site.id: site for site in plan.call_sites}
    for finding in plan.findings:
        site = sites.get(finding.call_site or "")
        identity: tuple[str, ...]
        if site:
            identity = (site.function, site.endpoint or "", site.client)
        else:
            identity = (_PLACE.sub("", finding.message),)
        yield _Result(
            finding.code,
            finding.severity,
            finding.lead
            + (f"{finding.message}. {finding.hint}" if finding.hint else finding.message),
            finding.path,
            finding.line,
            finding.column,
            identity,
            site is not None and site.status == "ignored",
        )
    for site in remaining_sites(plan, applied=applied):
        yield _Result(
            REMAINING.code,
            REMAINING.severity.value,
            site.lead + remaining_message(plan, site),
            site.path,
            site.line,
            site.column,
            (site.function, site.endpoint or "", site.client),
            site.status == "ignored",
        )


def _result(result: _Result, rule_index: int, seen: Counter[str]) -> Json:
    identity = "\0".join((result.code, result.path, *result.identity))
    digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
    seen[digest] += 1
    told: dict[str, Json] = {
        "ruleId": result.code,
        "ruleIndex": rule_index,
        "level": result.level,
        "message": {"text": visible_line(result.message) or result.code},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(result.path, safe="/"), "uriBaseId": _ROOT},
                    "region": {
                        "startLine": max(result.line, 1),
                        "startColumn": max(result.column, 1),
                    },
                }
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": f"{digest}:{seen[digest]}"},
    }
    if result.suppressed:
        told["suppressions"] = [{"kind": "inSource", "status": "accepted"}]
    return told
