"""Modules by name: taken while the program runs, from `import_module`, `__import__`, `sys.modules`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import Known
from migrator.read.abstract import AnyOf, ExternalRef, ModuleRef
from migrator.read.heap import objects_of
from migrator.read.parsing import UnreadableModule

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract, ObjectId
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_IMPORTING = frozenset({"importlib.import_module", "builtins.__import__", "sys.modules.get"})
_LOADED = "sys.modules"
_OWN_PACKAGE = frozenset({"__name__", "__package__"})
_SOME = "it is a module that is taken by its name"


def imported(
    reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    """The module that a call takes by its name; None for any other call."""
    if not isinstance(target, ExternalRef) or target.name not in _IMPORTING:
        return None
    given = arguments.positional[0] if arguments.positional else None
    dotted = given.value if isinstance(given, Known) and isinstance(given.value, str) else ""
    relative = dotted.startswith(".")
    own = all(isinstance(n, ast.Name) and n.id in _OWN_PACKAGE for n in node.args[1:])
    if not dotted or (relative and not own) or arguments.unclear:
        return frame.unknown(node, _SOME)
    if target.name == "builtins.__import__" and "." in dotted:
        return frame.unknown(node, _SOME)
    return _module(reader, dotted, node, frame)


def loaded(
    reader: Reader, owner: Abstract, key: Abstract, node: ast.expr, frame: Frame
) -> Abstract | None:
    """What `sys.modules[...]` stands for; None where it is an item of anything else."""
    if owner != ExternalRef(_LOADED):
        return None
    if isinstance(key, Known) and isinstance(key.value, str) and key.value:
        return _module(reader, key.value, node, frame)
    return frame.unknown(node, _SOME)


def _module(reader: Reader, dotted: str, node: ast.expr, frame: Frame) -> Abstract:
    name = dotted.lstrip(".")
    path = reader.program.resolve_import(frame.module, name, len(dotted) - len(name))
    return ModuleRef(path) if path is not None else frame.unknown(node, _SOME)


def is_some_module(value: Abstract) -> bool:
    """Whether it is a module, of which it isn't known which."""
    return getattr(value, "why", None) == _SOME


def held_by_some(reader: Reader, name: str, node: ast.expr, frame: Frame) -> Abstract:
    """What some module holds under a name: any of the objects that are known by it, or another."""
    unknown = frame.unknown(node, _SOME)
    among: set[ObjectId] = set()
    for path, known in [each for each in reader.program.relied_on if each[1] == name]:
        try:
            found = reader.program.global_value(path, known)
        except UnreadableModule:
            continue
        if found is not None:
            reader.adopt(found.value, found.state, frame)
            among.update(objects_of(found.value))
    return AnyOf(frozenset(among), unknown) if among else unknown
