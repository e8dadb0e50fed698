"""What to write instead of a call that repeats an agent whose id is in scope."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.model.pack import FieldRule, RulePack
    from migrator.model.sites import CallSite
    from migrator.plan.flatten import FlatBody

_FEW = 4


def advice(agent: str, flat: FlatBody, site: CallSite, pack: RulePack) -> str:
    """A sentence that names the agent, the code to write, and what stands against it."""
    same = [path for path, part in flat.repeated if part.agent == agent]
    path = pack.target.connections.replace("{agentId}", f"{{{agent}}}")
    session = [sent.rule.source_path[0] for sent in flat.fields if sent.rule.scope == "session"]
    kept = [f"{pack.target.channel_type} {json.dumps(site.channel)}", *dict.fromkeys(session)]
    text = (
        f"{_listed(same)} repeat{'s' if len(same) == 1 else ''} what the code has read of the agent "
        f"`{agent}`: post to `{path}` with {_listed(kept)}"
    )
    own = [sent.rule.source for sent in flat.fields if sent.rule.scope != "session"]
    if own:
        return f"{text}, if the agent has the same {_listed(own)}"
    further = _further(flat, pack, site)
    return f"{text}, if it holds no {_listed(further, 'or')}" if further else text


def repeats(flat: FlatBody, rule: FieldRule) -> bool:
    """Whether a field is part of what an agent was read for."""
    return any(f"{rule.source}.".startswith(f"{path}.") for path, _ in flat.repeated)


def _further(flat: FlatBody, pack: RulePack, site: CallSite) -> list[str]:
    """What an agent may hold that the call doesn't send."""
    return [
        rule.target
        for rule in pack.fields
        if rule.scope == "agent"
        and (rule.channels is None or site.channel in rule.channels)
        and not repeats(flat, rule)
    ]


def _listed(names: Sequence[str], conjunction: str = "and") -> str:
    named = list(names[:_FEW]) if len(names) > _FEW + 1 else list(names)
    if len(named) < len(names):
        named.append(f"{len(names) - len(named)} more")
    return f" {conjunction} ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
