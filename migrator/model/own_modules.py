"""The modules that this tool writes into projects: their names, and by what their texts are known."""

from __future__ import annotations

from dataclasses import dataclass

FUNCTION = "route"
URL_FUNCTION = "route_url"
FUNCTIONS = (FUNCTION, URL_FUNCTION)
ENVIRONMENT_VARIABLE = "OMNIAGENT_ENVIRONMENT"
MARK = "Written by omniagent-migrator"
_HEAD = 400


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A module that this tool writes: its usual name, and the setting that gives it another.

    `title` is what its text begins with, `suffixes` the ends of names of modules beside it.
    """

    what: str
    name: str
    setting: str
    title: str
    suffixes: tuple[str, ...] = ()

    def is_this(self, text: str) -> bool:
        """Whether a module's text is one that this tool wrote for it."""
        return is_ours(text) and text.lstrip("\ufeff").startswith(f'"""{self.title}')

    def beside(self, path: str) -> list[str]:
        """The paths of the modules that belong to the one at `path`."""
        return [f"{path.removesuffix('.py')}{suffix}.py" for suffix in self.suffixes]


ROUTING = OwnModule(
    "the routing module", "omniagents", "routing-module", "Chooses the agent", ("_table",)
)
IDS = OwnModule("the module of agents' ids", "omniagent_ids", "ids-module", "Ids of the Omniagents")


def is_ours(text: str) -> bool:
    """Whether a module's text is one that this tool wrote."""
    return MARK in text[:_HEAD]


def table_path(module: str) -> str:
    """The table that belongs to a routing module."""
    return ROUTING.beside(module)[0]
