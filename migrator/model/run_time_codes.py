"""The finding codes of agents that are chosen at run time, and of where code finds their ids."""

from __future__ import annotations

from migrator.model.code_info import CodeInfo
from migrator.model.severity import Severity

_WARNING, _NOTE = Severity.WARNING, Severity.NOTE

RUN_TIME_CODES = (
    CodeInfo(
        "OM320",
        _NOTE,
        "the call chooses its agent at run time",
        "What an agent holds is only known when the call is made. The routing module looks the "
        "configuration up; where no agent is known for it, the session opens as it did before.",
        "Name the values that occur under [tool.migrator.routed], or let the program record them "
        "with OMNIAGENT_RECORD=FILE and run migrator apply --recorded FILE. Sessions only go to "
        "agents where OMNIAGENT_ENVIRONMENT names the environment of the lock.",
    ),
    CodeInfo(
        "OM321",
        _NOTE,
        "the call can't choose its agent at run time",
        "It was asked for with --dynamic route, and this call stays as it is.",
        "Write the call so that its URL and its payload stand at the call, or leave it.",
    ),
    CodeInfo(
        "OM322",
        _WARNING,
        "a recorded configuration has no agent",
        "The program was seen to send it, and no agent can be made of it: it holds text that isn't "
        "in the code, or something that an agent can't hold, or no routed call is seen to send it.",
        "Text that is made at run time is never recorded. Name it under [tool.migrator.routed], or "
        "leave these sessions as they are.",
    ),
    CodeInfo(
        "OM323",
        _NOTE,
        "the agent's id stands in the file itself",
        'Ids were asked for in a module of their own (agent-ref = "module"), and this file can\'t '
        "import it.",
        "Name the module in ids-module, by the name that files import it by; or leave the id.",
    ),
    CodeInfo(
        "OM324",
        _WARNING,
        "more configurations than there should be agents",
        "The values that are named of the call's fields combine to more configurations than one call "
        "is given agents for, so its sessions open as before.",
        "Name fewer values under [tool.migrator.routed], or let the program record what it really "
        "sends with OMNIAGENT_RECORD=FILE, and run migrator apply --recorded FILE.",
    ),
    CodeInfo(
        "OM325",
        _WARNING,
        "the API refused a recorded configuration",
        "An agent for it was asked for once and refused, so it isn't asked for again; its sessions "
        "open as before.",
        "Delete .migrator/refused.json to have all such agents asked for once more.",
    ),
)
