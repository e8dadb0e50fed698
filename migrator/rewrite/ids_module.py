"""The module of agents' ids as it lands in a project: a constant an agent.

For one environment it holds the ids themselves. Once there are several, the variable
OMNIAGENT_ENVIRONMENT picks among them, and where it isn't set nothing changes for those who had the
module before.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from migrator.model.own_modules import ENVIRONMENT_VARIABLE, IDS, MARK
from migrator.rewrite.routing_module import display, quoted

_ONE = re.compile(rf'"""{IDS.title} of the environment "(?P<name>[^"\n]*)"')


class BrokenIdsError(ValueError):
    """A module's text is not what this tool writes. `str()` is one sentence."""


@dataclass(frozen=True, slots=True)
class AgentIds:
    """Ids by the names of their constants, by environment; `first` is the one without a variable."""

    first: str
    sections: Mapping[str, Mapping[str, str]]

    @property
    def names(self) -> frozenset[str]:
        """The constants of the module."""
        return frozenset(name for section in self.sections.values() for name in section)

    def text(self) -> str:
        """The module's source."""
        if self.sections.keys() <= {self.first}:
            return self._of_one()
        sections = {name: dict(sorted(self.sections[name].items())) for name in self.sections}
        asked = f"os.environ.get({quoted(ENVIRONMENT_VARIABLE)}, {quoted(self.first)})"
        constants = [
            f"{name} = _IDS[{quoted(name)}]{self._lacking(name)}\n" for name in sorted(self.names)
        ]
        return (
            f'"""{IDS.title} that open sessions, by environment.\n\n'
            f"{MARK} from its lock file; changes made here are lost.\n"
            f'{ENVIRONMENT_VARIABLE} names the environment; where it isn\'t set, it is "{self.first}".\n'
            '"""\n\nimport os\n\n'
            f"_IDS = {display(sections)}[{asked}]\n\n"
            f"{''.join(constants)}"
        )

    def _lacking(self, name: str) -> str:
        without = sorted(each for each, held in self.sections.items() if name not in held)
        return f"  # not yet in: {', '.join(without)}" if without else ""

    def _of_one(self) -> str:
        held = self.sections.get(self.first, {})
        constants = [f"{name} = {quoted(held[name])}\n" for name in sorted(held)]
        return (
            f'"""{IDS.title} of the environment "{self.first}".\n\n'
            f"{MARK} from its lock file; changes made here are lost.\n"
            f'"""\n\n{"".join(constants)}'
        )


def read_ids(text: str) -> AgentIds:
    """What a module's source holds; nothing of it is run. Raises BrokenIdsError."""
    try:
        statements = [s for s in ast.parse(text).body if isinstance(s, ast.Assign)]
        one = _ONE.match(text)
        if one is not None:
            return AgentIds(one["name"], {one["name"]: dict(map(_constant, statements))})
        picked = statements[0].value
        if not (isinstance(picked, ast.Subscript) and isinstance(picked.slice, ast.Call)):
            raise ValueError("it holds no ids by environment")
        first = str(ast.literal_eval(picked.slice.args[1]))
        held = ast.literal_eval(picked.value)
        return AgentIds(first, {str(name): dict(held[name]) for name in held})
    except (SyntaxError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise BrokenIdsError(f"it is not as it was written: {error}") from None


def _constant(statement: ast.Assign) -> tuple[str, str]:
    (target,) = statement.targets
    if not isinstance(target, ast.Name):
        raise ValueError("it sets something else than names")
    return target.id, str(ast.literal_eval(statement.value))
