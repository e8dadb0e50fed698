"""Remaking: code that changes what a function does, or how the instances of a class are made, once
it is there."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.find.source import code_bytes
from migrator.read.code_files import code_holding
from migrator.read.patching import package_of

if TYPE_CHECKING:
    from migrator.find.tree import SourceTree

# One pattern each, since what a pattern begins with is searched for fast.
_INITIALIZER = (
    re.compile(rb"\.__(?:init|new)__(?:\s*=(?!=)|\.__(?:kw)?defaults__)"),
    re.compile(rb"setattr\([^,\n]+,\s*[\"']__(?:init|new)__"),
)
# What a function runs, and with which defaults.
_FUNCTION = (
    re.compile(rb"\.__(?:code|defaults|kwdefaults)__\s*=(?!=)"),
    re.compile(
        rb"\.__kwdefaults__\s*(?:\[[^\]\n]*\]\s*=(?!=)|\.(?:update|pop|clear|setdefault)\()"
    ),
    re.compile(rb"[\"']__(?:code|defaults|kwdefaults)__[\"']"),
)
# Fields of a pydantic class, which a rebuild or a subclass takes as they are by then.
_ALL_FIELDS = (b"model_fields", b"__fields__", b"__pydantic_fields__")
_FIELDS = rb"(?:%s)" % b"|".join(_ALL_FIELDS)
_OF_A_FIELD = rb"default|default_factory|alias|serialization_alias|exclude|annotation"
_FIELD = re.compile(
    rb"\.(?:%s)\s*=(?!=)|\bsetattr\(|%s\s*(?:\[[^\]\n]*\]\s*=(?!=)|\.(?:update|pop|clear)\()"
    % (_OF_A_FIELD, _FIELDS)
)


class Remaking:
    """Finds code that remakes functions and classes, which are told by their names."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._files: frozenset[str] | None = None

    @cached_property
    def of_functions(self) -> frozenset[str]:
        """Files that may give functions other code or defaults."""
        holding = code_holding(self._tree, b"__code__", b"defaults__")
        return frozenset(path for path in holding if self._tree.once(_remakes_functions, path))

    def of_function(self, name: str, package: str) -> str | None:
        """A file that may do so to a function of that name in a folder of the tree, or None.

        Code of another folder counts where one of the two says the other's name.
        """
        if not self.of_functions:
            return None
        found = self.of_functions.intersection(self._tree.saying(name))
        return min((path for path in found if self._may_get_at(path, package)), default=None)

    def _may_get_at(self, path: str, package: str) -> bool:
        own = package_of(path)
        if "" in {own, package} or own == package or path in self._tree.saying(package):
            return True
        return any(package_of(other) in {"", package} for other in self._tree.saying(own))

    def of(self, classes: tuple[str, ...]) -> str | None:
        """A file that does it to a class of one of these names, or None."""
        if self._files is None:
            holding = code_holding(self._tree, b"__init__", b"__new__", b"_fields")
            self._files = frozenset(p for p in holding if self._tree.once(_remakes, p))
        saying = {path for name in classes for path in self._tree.saying(name)}
        return min(saying & self._files, default=None)


def _remakes_functions(path: str, data: bytes) -> bool:
    code = code_bytes(path, data)
    return any(pattern.search(code) for pattern in _FUNCTION)


def _remakes(path: str, data: bytes) -> bool:
    code = code_bytes(path, data)
    if any(pattern.search(code) for pattern in _INITIALIZER):
        return True
    return any(fields in code for fields in _ALL_FIELDS) and _FIELD.search(code) is not None
