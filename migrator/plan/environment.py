"""Values for environment holes: given ones first, assumed ones last, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PROCESS = "the environment of this process"
CODE_DEFAULT = "the default in the code"


@dataclass(frozen=True, slots=True)
class EnvironmentValues:
    """Layers of NAME to value, the first that has a name wins; `assumed` come after them.

    Each layer has a label for people, such as `--set` or a file's name.
    """

    given: tuple[tuple[str, Mapping[str, str]], ...] = ()
    process: Mapping[str, str] | None = None

    def mapping(self) -> dict[str, str]:
        """All values by name."""
        values = dict(self.process or {})
        for _, layer in reversed(self.given):
            values.update(layer)
        return values

    def origin(self, name: str) -> str:
        """Where the value of `name` comes from, in words."""
        for label, layer in self.given:
            if name in layer:
                return label
        return PROCESS if self.process is not None and name in self.process else CODE_DEFAULT

    def is_assumed(self, name: str) -> bool:
        """Whether nobody gave the value on purpose."""
        return self.origin(name) in {PROCESS, CODE_DEFAULT}
