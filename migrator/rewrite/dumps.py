"""Dumps of data objects: the keys that `Body(...).model_dump()` or `asdict(body)` gives."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.rewrite.data_classes import ASDICT, DataClass, Field, made_class, origin
from migrator.rewrite.definitions import assigned_value
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal
from migrator.rewrite.names import is_load
from migrator.rewrite.source import Source

_DUMPERS = frozenset({"model_dump", "_asdict"})
_EMPTY = {"dict": "{}", "list": "[]"}
_NEVER_NONE = (ast.Dict, ast.List, ast.JoinedStr)


@dataclass(frozen=True, slots=True)
class DumpedField:
    """A key that a dump gives: its expression, or the text of its default.

    `is_made_before` says that the expression stands in a statement before the dump;
    `unless_none` that the key is left out when it gives None, `is_as_given` that the type of the
    field changes nothing about it.
    """

    key: str
    value: ast.expr | None
    text: str
    is_made_before: bool
    unless_none: bool
    is_as_given: bool


@dataclass(frozen=True, slots=True)
class _Options:
    """What a dump is told to leave out and how it names the keys."""

    by_alias: bool = False
    exclude_none: bool = False
    exclude_unset: bool = False


def dumped_fields(draft: Draft, node: ast.Call) -> list[DumpedField] | None:
    """The keys that a dump of an object of fields gives, None when it is no such dump.

    Raises Refusal when it is one and the keys are not known.
    """
    made = _made(draft, node)
    if made is not None and made[1].is_typed_dict:
        return _fields(draft, *made, _Options(), is_made_before=False)
    match node:
        case ast.Call(func=ast.Attribute(value=dumped, attr=dumper), args=[]) if dumper in _DUMPERS:
            options = _options(node)
        case ast.Call(func=function, args=[dumped], keywords=keywords):
            if origin(draft.names, function) not in ASDICT:
                return None
            options, dumper = _of_asdict(keywords), ""
        case _:
            return None
    constructor = _constructor(draft, dumped)
    made = _made(draft, constructor) if constructor is not None else None
    if made is None or options is None or made[1].is_typed_dict or made[1].dumper != dumper:
        return None
    return _fields(draft, *made, options, is_made_before=constructor is not dumped)


def _options(node: ast.Call) -> _Options | None:
    said: dict[str, bool] = {}
    for keyword in node.keywords:
        if not isinstance(keyword.value, ast.Constant) or keyword.arg is None:
            return None
        if keyword.arg != "mode":
            said[keyword.arg] = bool(keyword.value.value)
    if not said.keys() <= {"by_alias", "exclude_none", "exclude_unset"}:
        return None
    return _Options(**said)


def _of_asdict(keywords: list[ast.keyword]) -> _Options | None:
    match keywords:
        case []:
            return _Options()
        case [ast.keyword(arg="filter", value=ast.Lambda(args=given, body=ast.Compare() as test))]:
            names = [each.arg for each in (*given.posonlyargs, *given.args)]
            match test:
                case ast.Compare(
                    left=ast.Name(id=name), ops=[ast.IsNot()], comparators=[other]
                ) if _is_none(other) and names[1:] == [name]:
                    return _Options(exclude_none=True)
    return None


def _made(draft: Draft, node: ast.expr) -> tuple[ast.Call, DataClass, Source] | None:
    """A call of a class of fields, the class, and the file that defines that."""
    found = made_class(draft.names, draft.source, draft.modules, node)
    return (node, *found) if found is not None and isinstance(node, ast.Call) else None


def _constructor(draft: Draft, node: ast.expr) -> ast.expr | None:
    """What a dumped expression was made by: itself, or the one value of a variable."""
    if not isinstance(node, ast.Name):
        return node
    variable = draft.names.variable(node)
    occurrences = draft.names.occurrences[variable]
    bindings = [each for each in occurrences if not is_load(each)]
    if variable.scope.is_module or len(bindings) != 1:
        return None
    value = assigned_value(draft, bindings[0])
    if value is None or _made(draft, value) is None:
        return None
    if len(occurrences) > 2:
        raise Refusal(f"`{node.id}` is used besides, so its fields may not be what it was made of.")
    if not _follows(draft, value, node):
        raise Refusal(f"`{node.id}` is made under another condition than the call.")
    return value


def _follows(draft: Draft, value: ast.expr, node: ast.Name) -> bool:
    """Whether the statement of `value` runs whenever the use of it in the same function does."""
    if draft.names.scope(value) is not draft.names.scope(node):
        return False
    beside = draft.source.suite(draft.source.statement(value))
    current: ast.AST | None = node
    while current is not None:
        if any(current is statement for statement in beside):
            return True
        current = draft.source.parents.get(current)
    return False


def _fields(
    draft: Draft,
    call: ast.Call,
    made: DataClass,
    home: Source,
    options: _Options,
    *,
    is_made_before: bool,
) -> list[DumpedField]:
    written = ast.unparse(call.func)
    if made.is_model and "ValidationError" in draft.source.text:
        raise Refusal(f"`{written}` checks what it is given, and the file handles its errors.")
    if call.args or any(keyword.arg is None for keyword in call.keywords):
        raise Refusal(f"`{written}(...)` is not given all of its fields by name.")
    found: list[DumpedField] = []
    given: set[str] = set()
    fields = made.fields
    for keyword in call.keywords:
        assert keyword.arg is not None
        name = next((n for n in fields if keyword.arg in (n, _camel(n, made))), None)
        if name is None:
            raise Refusal(f"`{written}` has no field `{keyword.arg}`.")
        given.add(name)
        value = keyword.value
        if options.exclude_none and _is_none(value):
            continue
        key = _key(fields[name], made, options)
        unless = options.exclude_none and _maybe_none(value)
        found.append(
            DumpedField(
                key, value, "", is_made_before, unless, _is_as_given(made, fields[name], value)
            )
        )
    if made.is_typed_dict or options.exclude_unset:
        return found
    for name, each in fields.items():
        if name not in given and not (options.exclude_none and _is_none(each.default)):
            key = _key(each, made, options)
            found.append(DumpedField(key, None, _default(home, each), is_made_before, False, True))
    return found


def _is_as_given(made: DataClass, field: Field, value: ast.expr) -> bool:
    # A model takes other kinds of objects for a dict, and makes one of them.
    is_text = isinstance(value, _NEVER_NONE) or not field.is_container
    return field.is_sent_as_given and (is_text or not made.is_model)


def _is_none(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _maybe_none(value: ast.expr) -> bool:
    return not isinstance(value, (*_NEVER_NONE, ast.Constant))


def _camel(name: str, made: DataClass) -> str:
    first, *others = name.split("_")
    return "".join((first, *map(str.capitalize, others))) if made.is_camel else name


def _key(field: Field, made: DataClass, options: _Options) -> str:
    match field.default:
        case ast.Call(keywords=keywords) if any(k.arg and "alias" in k.arg for k in keywords):
            raise Refusal(f"The field `{field.name}` has a name of its own on the wire.")
    return _camel(field.name, made) if options.by_alias else field.name


def _default(home: Source, field: Field) -> str:
    """The default of a field as it can stand at the call; empty when it can't."""
    match field.default:
        case ast.Constant() as value:
            return home.slice(value)
        case ast.Call(args=[], keywords=[ast.keyword(value=ast.Name(id=factory))]):
            return _EMPTY.get(factory, "")
    return ""
