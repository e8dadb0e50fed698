"""Data classes, models and typed dicts of a file: their fields, when they hold nothing but fields."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.rewrite.names import Names, Variable

_PYDANTIC, _TYPED_DICT, _DATACLASS = "pydantic", "typed dict", "dataclass"
_SENT_AS_GIVEN = frozenset(
    {"Dict", "List", "NotRequired", "Optional", "Required", "Union", "dict", "list", "str"}
)
_KINDS = {
    "pydantic.BaseModel": _PYDANTIC,
    "typing.TypedDict": _TYPED_DICT,
    "typing_extensions.TypedDict": _TYPED_DICT,
    "dataclasses.dataclass": _DATACLASS,
    "attrs.define": _DATACLASS,
    "attrs.frozen": _DATACLASS,
    "attr.define": _DATACLASS,
    "attr.frozen": _DATACLASS,
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a data class: its type, and its default as it is written."""

    name: str
    annotation: ast.expr
    default: ast.expr | None

    @property
    def is_sent_as_given(self) -> bool:
        """Whether its type says that a value goes out as it came in: texts and dicts of texts."""
        named = self._named()
        whole = not any(isinstance(node, ast.Attribute) for node in ast.walk(self.annotation))
        return whole and named <= _SENT_AS_GIVEN

    @property
    def is_container(self) -> bool:
        """Whether its type speaks of dicts or lists."""
        return bool(self._named() & {"Dict", "List", "dict", "list"})

    def _named(self) -> set[str]:
        return {node.id for node in ast.walk(self.annotation) if isinstance(node, ast.Name)}


@dataclass(frozen=True, slots=True)
class DataClass:
    """A class of fields. `is_camel` says that it dumps by alias in camel case."""

    kind: str
    fields: dict[str, Field]
    is_camel: bool = False

    @property
    def is_model(self) -> bool:
        """Whether it is a pydantic model."""
        return self.kind == _PYDANTIC

    @property
    def is_typed_dict(self) -> bool:
        """Whether its objects are plain dicts."""
        return self.kind == _TYPED_DICT


def data_class(names: Names, name: str) -> DataClass | None:
    """The class of the file's top that `name` is, None unless it holds nothing but fields."""
    node = _only(names, name)
    return _read(names, node) if isinstance(node, ast.ClassDef) else None


def origin(names: Names, node: ast.expr) -> str:
    """The full name of an imported name, as `package.name`; empty when it isn't surely one."""
    if not isinstance(node, ast.Name):
        return ""
    binding = _only(names, node.id)
    if not isinstance(binding, ast.alias):
        return ""
    assert isinstance(names.module.node, ast.Module)
    for statement in names.module.node.body:
        if isinstance(statement, ast.ImportFrom) and binding in statement.names:
            return f"{statement.module}.{binding.name}" if not statement.level else ""
    return ""


def _only(names: Names, name: str) -> ast.AST | None:
    occurrences = names.occurrences.get(Variable(names.module, name), [])
    bindings = [n for n in occurrences if not (isinstance(n, ast.Name) and _is_read(n))]
    return bindings[0] if len(bindings) == 1 else None


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _read(names: Names, node: ast.ClassDef) -> DataClass | None:
    kinds: set[str] = set()
    fields: dict[str, Field] = {}
    is_camel = False
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        kinds.add(_KINDS.get(origin(names, called), ""))
    for base in node.bases:
        known = _KINDS.get(origin(names, base))
        if known is not None:
            kinds.add(known)
            continue
        inherited = data_class(names, base.id) if isinstance(base, ast.Name) else None
        if inherited is None:
            return None
        kinds.add(inherited.kind)
        fields |= inherited.fields
        is_camel = is_camel or inherited.is_camel
    for statement in node.body:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=default):
                fields[name] = Field(name, annotation, default)
            case ast.Assign(targets=[ast.Name(id="model_config")], value=value):
                is_camel = _is_camel(names, value)
            case _:
                return None
    kind = kinds.pop() if len(kinds) == 1 else ""
    return DataClass(kind, fields, is_camel) if kind else None


def _is_camel(names: Names, config: ast.expr) -> bool:
    return isinstance(config, ast.Call) and any(
        keyword.arg == "alias_generator"
        and origin(names, keyword.value) == "pydantic.alias_generators.to_camel"
        for keyword in config.keywords
    )
