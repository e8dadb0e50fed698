"""Data classes, models and typed dicts of a file: their fields, when they hold nothing but fields."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.rewrite.modules import Modules
from migrator.rewrite.names import Names, Variable
from migrator.rewrite.source import Source

_PYDANTIC, _TYPED_DICT, _DATACLASS = "pydantic", "typed dict", "dataclass"
_NAMED_TUPLE = "named tuple"
_SENT_AS_GIVEN = frozenset(
    {"Any", "Dict", "List", "NotRequired", "Optional", "Required", "Union", "dict", "list"}
    | {"object", "str"}
)
_KINDS = {
    "pydantic.BaseModel": _PYDANTIC,
    "typing.TypedDict": _TYPED_DICT,
    "typing_extensions.TypedDict": _TYPED_DICT,
    "typing.NamedTuple": _NAMED_TUPLE,
    "dataclasses.dataclass": _DATACLASS,
    "attrs.define": _DATACLASS,
    "attrs.frozen": _DATACLASS,
    "attr.define": _DATACLASS,
    "attr.frozen": _DATACLASS,
}
# Functions that give the fields of an object as a dict.
ASDICT = frozenset({"attr.asdict", "attrs.asdict", "dataclasses.asdict"})
_FIELDS = frozenset({"attr.ib", "attrs.field", "attr.field", "dataclasses.field"})


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
    def dumper(self) -> str:
        """The method that gives its fields as a dict, empty where a function does."""
        return {_PYDANTIC: "model_dump", _NAMED_TUPLE: "_asdict"}.get(self.kind, "")

    @property
    def is_typed_dict(self) -> bool:
        """Whether its objects are plain dicts."""
        return self.kind == _TYPED_DICT


def data_class(names: Names, name: str) -> DataClass | None:
    """The class of the file's top that `name` is, None unless it holds nothing but fields."""
    node = _only(names, name)
    return class_of_fields(names, node) if isinstance(node, ast.ClassDef) else None


def origin(names: Names, node: ast.expr) -> str:
    """The full name of an imported name, as `package.name`; empty when it isn't surely one."""
    if isinstance(node, ast.Attribute):
        owner = origin(names, node.value) if isinstance(node.value, ast.Name) else ""
        return f"{owner}.{node.attr}" if owner else ""
    binding = _only(names, node.id) if isinstance(node, ast.Name) else None
    if not isinstance(binding, ast.alias):
        return ""
    assert isinstance(names.module.node, ast.Module)
    for statement in names.module.node.body:
        match statement:
            case ast.ImportFrom(module=module, level=0) if binding in statement.names:
                return f"{module}.{binding.name}"
            case ast.Import() if binding in statement.names:
                return binding.name if binding.asname or "." not in binding.name else ""
    return ""


def _only(names: Names, name: str) -> ast.AST | None:
    occurrences = names.occurrences.get(Variable(names.module, name), [])
    bindings = [n for n in occurrences if not (isinstance(n, ast.Name) and _is_read(n))]
    return bindings[0] if len(bindings) == 1 else None


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def made_class(
    names: Names, source: Source, modules: Modules | None, node: ast.expr
) -> tuple[DataClass, Source] | None:
    """The class whose call `node` is, if it holds nothing but fields, and the file it stands in.

    That is the file of `source` with its `names`, or one that it imports the class from.
    """
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    if not names.variable(node.func).scope.is_module:
        return None
    found = data_class(names, node.func.id)
    if found is not None:
        return found, source
    defined = modules.definition(source.path, node.func.id) if modules is not None else None
    home = modules.parsed(defined.source.path) if modules is not None and defined else None
    if defined is None or home is None or not isinstance(defined.node, ast.ClassDef):
        return None
    found = class_of_fields(home[1], defined.node)
    return (found, home[0]) if found is not None else None


def class_of_fields(names: Names, node: ast.ClassDef) -> DataClass | None:
    """What a class at the top of the file with these names is, if it holds nothing but fields."""
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
            case ast.FunctionDef(name=name, decorator_list=[]) if not _is_special(name):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=default):
                fields[name] = Field(name, annotation, _default(names, default))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as made) if (
                origin(names, made.func) in _FIELDS
            ):
                fields[name] = Field(name, ast.Name("object", ast.Load()), _default(names, made))
            case ast.Assign(targets=[ast.Name(id="model_config")], value=value):
                is_camel = _is_camel(names, value)
            case _:
                return None
    kind = kinds.pop() if len(kinds) == 1 else ""
    return DataClass(kind, fields, is_camel) if kind else None


def _default(names: Names, written: ast.expr | None) -> ast.expr | None:
    """The default that a field is given, also through the library's function for it."""
    match written:
        case ast.Call(args=[], keywords=[ast.keyword(arg="default", value=value)]) if (
            origin(names, written.func) in _FIELDS
        ):
            return value
    return written


def _is_special(method: str) -> bool:
    """Whether a method may be one that libraries call."""
    return method.startswith(("__", "model_")) or method in {"dict", "json", "copy"}


def _is_camel(names: Names, config: ast.expr) -> bool:
    return isinstance(config, ast.Call) and any(
        keyword.arg == "alias_generator"
        and origin(names, keyword.value) == "pydantic.alias_generators.to_camel"
        for keyword in config.keywords
    )
