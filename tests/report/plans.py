"""Plans as the plan stage would make them, small enough to read and with every status in them."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import JsonValue

from migrator.model.catalogue import CATALOGUE
from migrator.model.lock import Lock, LockedAgent, LockedEnvironment
from migrator.model.pack import RulePack
from migrator.model.plan import (
    FileCounts,
    Plan,
    PlannedAgent,
    PlannedField,
    PlannedFinding,
    PlannedSite,
    Source,
    Summary,
)

ROOT = Path(__file__).resolve().parents[2]
INSTRUCTIONS = (
    "You are the support voice of Acme. Greet the caller by name if you know it.\n"
    "Keep answers under three sentences. When an order is late, apologise once,\n"
    "look the order up, and say when it arrives. Never promise a refund.\n"
)

SUPPORT_BEFORE = '''\
def open_session(user_id: str, profile: dict | None = None):
    """Opens a support session for one user."""
    payload = {
        "companionId": "comp_support",
        "language": "English",
        "functions": ["fn_order_status"],
        "providerConfig": {
            "voiceId": VOICE,
            "settings": {"instructions": PROMPT, "temperature": 0.7},
        },
        "externalClientId": user_id,
    }
    if profile:
        payload["externalClientProfile"] = profile
    log.info("opening a session for %s", user_id)
    metrics.count("session.open")
    started = time.monotonic()
    audit.note("session", user_id)
    flags.check("voice")
    response = requests.post(
        f"{BASE}/public/connections",
        headers=HEADERS,
        json=payload,
        timeout=10,
    )
'''
SUPPORT_AFTER = '''\
def open_session(user_id: str, profile: dict | None = None):
    """Opens a support session for one user."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": user_id,
    }
    if profile:
        payload["externalClientProfile"] = profile
    log.info("opening a session for %s", user_id)
    metrics.count("session.open")
    started = time.monotonic()
    audit.note("session", user_id)
    flags.check("voice")
    response = requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        headers=HEADERS,
        json=payload,
        timeout=10,
    )
'''
WORKER_BEFORE = """\
    async with http.post("/public/ws-connections", json=settings.session_body(job)) as answer:
        return await answer.json()
"""
WORKER_AFTER = """\
    async with http.post(
        f"/public/agents/{os.environ['OUTBOUND_AGENT_ID']}/connections",
        json={"channelType": "websocket", "externalClientId": job.client},
    ) as answer:
        return await answer.json()
"""
PERSONAL = """\
    return client.post("/public/connections", json={
        "companionId": "comp_coach",
        "providerConfig": {"voiceId": "marin", "settings": {"instructions": prompt_for(user)}},
    })
"""
UNKNOWN = "requests.post(url, json=body)\n"


def pack() -> RulePack:
    """The rule pack of the repository."""
    text = (ROOT / "rules" / "connections_to_agents.toml").read_text(encoding="utf-8")
    return RulePack.model_validate(tomllib.loads(text))


def lock() -> Lock:
    """A lock that knows the support agent."""
    agent = LockedAgent(
        id="7f3c9a10-5a0e-4f0c-9f43-0f8f1f1f9d11",
        name="support",
        fingerprint="ab" * 32,
        origin="created",
    )
    section = LockedEnvironment(
        base_url="https://companion-api.napster.com", agents={"support": agent}
    )
    return Lock(environments={"default": section})


def unified(path: str, before: str, after: str) -> str:
    """A diff as the rewrite stage writes it."""
    return "".join(
        difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{path}",
            f"b/{path}",
        )
    )


def finding(
    code: str, message: str, path: str, line: int, column: int = 1, site: str | None = None
) -> PlannedFinding:
    """A finding with the severity and remedy of the catalogue."""
    info = CATALOGUE[code]
    return PlannedFinding(
        code=code,
        severity=info.severity.value,
        message=message,
        path=path,
        line=line,
        column=column,
        hint=info.remedy,
        call_site=site,
    )


def field(
    name: str, target: str, value: JsonValue, origin: str, kind: str = "known"
) -> PlannedField:
    """One field of a call."""
    return PlannedField.model_validate(
        {"name": name, "target": target, "kind": kind, "value": value, "origin": origin}
    )


def site(number: int, path: str, line: int, status: str, **given: object) -> PlannedSite:
    """One call site; what isn't given is that of a plain call over requests."""
    return PlannedSite.model_validate(
        {
            "id": f"site{number}",
            "path": path,
            "line": line,
            "column": 12,
            "endpoint": "connections",
            "channel": "webrtc",
            "client": "requests",
            "function": "",
            "status": status,
            "agents": [],
            "session_fields": [],
            "fields": [],
            "findings": [],
            "before": "",
            "after": "",
            "diff": "",
            **given,
        }
    )


def plan(
    sites: Sequence[PlannedSite],
    agents: Sequence[PlannedAgent] = (),
    findings: Sequence[PlannedFinding] = (),
) -> Plan:
    """A plan of these parts, with its counts worked out."""

    def count(status: str) -> int:
        return sum(site.status == status for site in sites)

    return Plan(
        tool="omniagent-migrator 0.1.0",
        pack="connections_to_agents 1",
        root="acme-voice",
        environment="default",
        base_url="https://companion-api.napster.com",
        sources=[
            Source(path=path, sha256="0f" * 32) for path in sorted({site.path for site in sites})
        ],
        files=FileCounts(walked=412, searched=9, parsed=7),
        summary=Summary(
            sites=len(sites),
            migrate=count("migrate"),
            route=count("route"),
            left=count("left"),
            ignored=count("ignored"),
            done=count("done"),
            agents=len(agents),
            findings=len(findings),
        ),
        call_sites=list(sites),
        agents=list(agents),
        findings=list(findings),
    )


def realistic() -> Plan:
    """Seven calls in five files: each status, each kind of field, findings with and without site."""
    support, worker = "acme/support.py", "acme/workers/outbound.py"
    support_fields = [
        field("companionId", "agent companionId", "comp_support", f"{support}:31"),
        field("language", "agent language", "English", f"{support}:32"),
        field("functions", "agent functions", ["fn_order_status"], f"{support}:33"),
        field("providerConfig.voiceId", "agent voiceId", "marin", "acme/settings.py:8"),
        field(
            "providerConfig.settings.instructions",
            "agent providerSettings.instructions",
            INSTRUCTIONS,
            "acme/prompts.py:3",
        ),
        field(
            "providerConfig.settings.temperature",
            "agent providerSettings.temperature",
            0.7,
            f"{support}:36",
        ),
        field("externalClientId", "session externalClientId", None, "user_id", "per-request"),
        field(
            "externalClientProfile", "session externalClientProfile", None, "profile", "conditional"
        ),
    ]
    sites = [
        site(
            1, "acme/api/coach.py", 18, "left",
            client="httpx", function="Coach.start",
            fields=[
                field("companionId", "agent companionId", "comp_coach", "acme/api/coach.py:19"),
                field(
                    "providerConfig.settings.instructions", "agent providerSettings.instructions",
                    None, "prompt_for(user)", "per-request",
                ),
            ],
            findings=["OM101"], before=PERSONAL,
        ),
        site(2, "acme/legacy.py", 77, "left", endpoint=None, channel=None, function="send",
             findings=["OM111"], before=UNKNOWN),
        site(3, "acme/legacy.py", 90, "ignored", function="ping", findings=["OM104"]),
        site(
            4, support, 47, "migrate", function="open_session", agents=["support"],
            session_fields=["externalClientId", "externalClientProfile"], fields=support_fields,
            findings=["OM301"], before=SUPPORT_BEFORE, after=SUPPORT_AFTER,
            diff=unified(support, SUPPORT_BEFORE, SUPPORT_AFTER),
        ),
        site(5, support, 83, "done", function="open_agent_session", agents=["support"],
             endpoint=None),
        site(
            6, worker, 40, "migrate", endpoint="ws-connections", channel="websocket",
            client="aiohttp", function="Worker.dial", agents=["outbound"],
            session_fields=["externalClientId"],
            fields=[
                field("companionId", "agent companionId", "comp_sales", "OUTBOUND_COMPANION",
                      "environment"),
                field("providerConfig.voiceId", "agent voiceId", "cedar", "acme/settings.py:9"),
                field("externalClientId", "session externalClientId", None, "job.client",
                      "per-request"),
            ],
            findings=["OM302"], before=WORKER_BEFORE, after=WORKER_AFTER,
            diff=unified(worker, WORKER_BEFORE, WORKER_AFTER),
        ),
        site(7, "acme/workers/tenants.py", 12, "route", function="open_for",
             agents=["outbound"], client="httpx"),
    ]  # fmt: skip
    agents = [
        PlannedAgent(
            key="outbound",
            name="outbound",
            body={
                "companionId": {"$env": "OUTBOUND_COMPANION"},
                "voiceId": "cedar",
                "providerSettings": {},
                "name": "outbound",
            },
            channels={"websocket": {}},
            environment={"OUTBOUND_COMPANION": "the default in the code (acme/settings.py:4)"},
            call_sites=["site6", "site7"],
            fingerprint="cd" * 32,
            reference="OUTBOUND_AGENT_ID",
            reference_kind="env",
        ),
        PlannedAgent(
            key="support",
            name="support",
            body={
                "companionId": "comp_support",
                "voiceId": "marin",
                "language": "en",
                "functions": ["fn_order_status"],
                "providerSettings": {"instructions": INSTRUCTIONS, "temperature": 0.7},
                "name": "support",
            },
            channels={"webrtc": {"useGreenVideo": True}},
            environment={},
            call_sites=["site4"],
            fingerprint="ab" * 32,
            reference="SUPPORT_AGENT_ID",
            reference_kind="literal",
        ),
    ]
    findings = [
        finding(
            "OM101",
            "providerConfig.settings.instructions is new for each request: prompt_for(user)",
            "acme/api/coach.py", 21, 58, "site1",
        ),
        finding("OM111", "the address comes from the parameter url", "acme/legacy.py", 77, 1,
                "site2"),
        finding("OM104", "providerConfig.voiceId is not sent", "acme/legacy.py", 90, 12, "site3"),
        finding("OM301", "memory stays keyed by comp_support and user_id", support, 47, 12,
                "site4"),
        finding("OM302", "OUTBOUND_COMPANION was taken from the default in the code", worker, 40,
                12, "site6"),
        finding("OM305", "names /public/connections", "web/client.ts", 120, 9),
        finding("OM901", "invalid syntax (line 3)", "scripts/old.py", 3, 5),
    ]  # fmt: skip
    return plan(sites, agents, findings)


def large(sites: int = 300) -> Plan:
    """`realistic` over and over, under other paths."""
    model = realistic()
    calls, found = [], []
    for number in range(sites):
        original = model.call_sites[number % len(model.call_sites)]
        path = f"services/team{number % 23}/{number:03}_{original.path.rsplit('/', 1)[-1]}"
        moved = {"id": f"s{number}", "path": path}
        calls.append(original.model_copy(update=moved))
        found += [
            one.model_copy(update={"path": path, "call_site": f"s{number}"})
            for one in model.findings
            if one.call_site == original.id
        ]
    return plan(calls, model.agents, found)
