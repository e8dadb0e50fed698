"""The routing module as it lands in a project, and the table of agents beside it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from migrator.rewrite import routing_runtime

if TYPE_CHECKING:
    from migrator.model.pack import FieldRule, RulePack

Sections: TypeAlias = Mapping[str, Mapping[str, str]]
Fields: TypeAlias = "dict[str, str | Fields]"

TABLE = "_table"
_BEGIN, _END = "# <rules>\n", "# </rules>\n"
_TABLE_HEAD = '''"""Agents by the fingerprint of what opens their sessions, by environment.

Written by omniagent-migrator. Where two sides changed it, keep the lines of both.
"""

'''


class BrokenTableError(ValueError):
    """A table's text is not what this tool writes. `str()` is one sentence."""


def module_text(pack: RulePack) -> str:
    """The module's source for a rule pack."""
    source = inspect.getsource(routing_runtime)
    before, _, rest = source.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}{rules_text(pack)}{_END}{after}"


def rules_text(pack: RulePack) -> str:
    """What the module has to know of a rule pack, as its constants."""
    paths = {endpoint.channel: endpoint.path for endpoint in pack.endpoints}
    fields = {channel: _fields(pack, channel) for channel in paths}
    return (
        f"PER_SESSION_PATHS = {display(paths)}\n"
        f"AGENT_PATH = {quoted(pack.target.connections)}\n"
        f"CHANNEL_TYPE = {quoted(pack.target.channel_type)}\n"
        f"FIELDS: dict[str, dict[str, Any]] = {display(fields)}\n"
    )


def table_text(sections: Sections) -> str:
    """The table's source."""
    ordered = {name: dict(sorted(sections[name].items())) for name in sorted(sections)}
    return f"{_TABLE_HEAD}TABLE: dict[str, dict[str, str]] = {display(ordered)}\n"


def read_table(text: str) -> dict[str, dict[str, str]]:
    """What a table's source holds; nothing of it is run. Raises BrokenTableError."""
    try:
        statements = ast.parse(text).body
        values = [s.value for s in statements if isinstance(s, ast.Assign | ast.AnnAssign)]
        table = ast.literal_eval(values[0] or "")
        return {str(name): {str(k): str(v) for k, v in table[name].items()} for name in table}
    except (SyntaxError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise BrokenTableError(f"it is not as it was written: {error}") from None


def _fields(pack: RulePack, channel: str) -> Fields:
    """Whose each field of a payload is, nested as in the payload."""
    found: Fields = {}
    for rule in pack.fields:
        if rule.channels is not None and channel not in rule.channels:
            continue
        holder = found
        for key in rule.source_path[:-1]:
            inner = holder.setdefault(key, {})
            assert isinstance(inner, dict)
            holder = inner
        holder[rule.source_path[-1]] = _whose(rule)
    return found


def _whose(rule: FieldRule) -> str:
    if rule.scope == "session":
        return "session"
    return "text" if rule.free_text else "agent"


def display(value: object, indent: str = "") -> str:
    """Nested texts as formatters write them, an entry a line."""
    if not isinstance(value, Mapping):
        return quoted(str(value))
    if not value:
        return "{}"
    inner = f"{indent}    "
    lines = [f"{inner}{quoted(str(k))}: {display(v, inner)},\n" for k, v in value.items()]
    return f"{{\n{''.join(lines)}{indent}}}"


def quoted(text: str) -> str:
    """The text as a literal, in the double quotes that formatters ask for."""
    written = repr(text)
    return written if '"' in text or "\\" in written else f'"{text}"'
