"""Plain classes: data classes and models whose making and dumping runs no code of the project.

For the proof alone: the editor has its own idea of them, so that one can't excuse the other.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from migrator.find.syntax import walk

_TYPED_DICTS = frozenset({"typing.TypedDict", "typing_extensions.TypedDict"})
_BASES = _TYPED_DICTS | {"pydantic.BaseModel", "typing.NamedTuple"}
_DECORATORS = frozenset(
    {"dataclasses.dataclass", "attrs.define", "attrs.frozen", "attr.define", "attr.frozen"}
)
_FIELDS = frozenset(
    {"dataclasses.field", "pydantic.Field", "attr.ib", "attrs.field", "attrs.Factory"}
)
_FIELD_KEYWORDS = frozenset(
    {
        "alias",
        "default",
        "description",
        "examples",
        "kw_only",
        "max_length",
        "min_length",
        "repr",
        "title",
    }
)
_CONFIG_KEYWORDS = frozenset({"alias_generator", "extra", "frozen", "populate_by_name"})
_FACTORIES = frozenset({"dict", "list"})
_FACTORY_KEYWORDS = frozenset({"default_factory", "factory"})
_TYPES = frozenset({"bool", "dict", "float", "int", "list", "object", "str", "tuple"})
_TYPING = frozenset(
    f"{package}.{name}"
    for package in ("typing", "typing_extensions")
    for name in ("Any", "Dict", "List", "Literal", "NotRequired", "Optional", "Required", "Union")
)
_DATA = (ast.Constant, ast.Dict, ast.List, ast.Tuple, ast.Set, ast.expr_context, ast.Name)
_GENERATORS = frozenset(
    f"pydantic.alias_generators.to_{name}" for name in ("camel", "pascal", "snake")
)
_DUMP_KEYWORDS = frozenset({"by_alias", "exclude_none", "exclude_unset", "mode"})
_DUMPERS = frozenset({"model_dump", "_asdict"})
# Assigned from outside to a class, these change what making or dumping its objects does.
HOOKS = ("__getattribute__", "__init__", "__new__", "__post_init__", "model_dump")

Imported = Callable[[ast.expr], str]


class PlainClasses:
    """Tells the plain classes among `classes`, those of one module that are bound once.

    `imported` gives the full name of what an expression of the module's top takes from another
    module, empty when it isn't surely that; `is_builtin` says whether a name is a built-in there.
    """

    def __init__(
        self,
        classes: Mapping[str, ast.ClassDef],
        imported: Imported,
        is_builtin: Callable[[str], bool],
    ) -> None:
        self._classes, self._imported, self._is_builtin = classes, imported, is_builtin
        self._known: dict[str, bool] = {}

    def is_plain(self, name: str) -> bool:
        """Whether making an object of the class runs nothing that the project wrote."""
        if name not in self._known:
            # A class that is made of itself isn't looked into.
            self._known[name] = False
            node = self._classes.get(name)
            self._known[name] = node is not None and self._only_holds_data(node)
        return self._known[name]

    def is_typed_dict(self, name: str) -> bool:
        """Whether the objects of a plain class are dicts."""
        node = self._classes.get(name)
        return node is not None and any(
            self._imported(base) in _TYPED_DICTS
            or (isinstance(base, ast.Name) and self.is_typed_dict(base.id))
            for base in node.bases
        )

    def is_dump(self, call: ast.Call, made: Callable[[ast.expr], bool]) -> bool:
        """Whether it is `x.model_dump(...)` or `x._asdict()` of an object that is of a plain class.

        That is for `made` to say.
        """
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr not in _DUMPERS:
            return False
        said = all(
            keyword.arg in _DUMP_KEYWORDS and isinstance(keyword.value, ast.Constant)
            for keyword in call.keywords
        )
        return not call.args and said and made(function.value)

    def _only_holds_data(self, node: ast.ClassDef) -> bool:
        if any(keyword.arg != "total" for keyword in node.keywords):
            return False
        decorated = [
            self._imported(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list
        ]
        arguments = [
            argument
            for d in node.decorator_list
            if isinstance(d, ast.Call)
            for argument in (*d.args, *(keyword.value for keyword in d.keywords))
        ]
        return (
            bool(node.bases or decorated)
            and all(map(self._is_base, node.bases))
            and set(decorated) <= _DECORATORS
            and all(isinstance(argument, ast.Constant) for argument in arguments)
            and all(map(self._is_data, node.body))
        )

    def _is_base(self, base: ast.expr) -> bool:
        if self._imported(base) in _BASES:
            return True
        return isinstance(base, ast.Name) and self.is_plain(base.id)

    def _is_data(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                return True
            case ast.FunctionDef(name=name, decorator_list=[]):
                return not name.startswith(("_", "model_"))
            case ast.Assign(targets=[ast.Name()], value=ast.Call() as made) if (
                self._imported(made.func) in _FIELDS
            ):
                return self._is_default(made)
            case ast.AnnAssign(target=ast.Name(), annotation=annotation, value=value):
                return self._is_type(annotation) and (value is None or self._is_default(value))
            case ast.Assign(targets=[ast.Name(id="model_config")], value=ast.Call() as call):
                return self._imported(call.func) == "pydantic.ConfigDict" and all(
                    keyword.arg in _CONFIG_KEYWORDS
                    and (
                        isinstance(keyword.value, ast.Constant)
                        or self._imported(keyword.value) in _GENERATORS
                    )
                    for keyword in call.keywords
                )
        return False

    def _is_type(self, annotation: ast.expr) -> bool:
        for node in walk(annotation):
            if isinstance(node, ast.Call | ast.Lambda | ast.Attribute):
                return False
            if isinstance(node, ast.Name) and not (
                (node.id in _TYPES and self._is_builtin(node.id))
                or self._imported(node) in _TYPING
                or self.is_plain(node.id)
            ):
                return False
        return True

    def _is_default(self, value: ast.expr) -> bool:
        if isinstance(value, ast.Call):
            if self._imported(value.func) not in _FIELDS:
                return False
            if self._imported(value.func) == "attrs.Factory":
                return len(value.args) == 1 and self._is_factory(value.args[0])
            return all(isinstance(argument, ast.Constant) for argument in value.args) and all(
                self._is_factory(keyword.value)
                if keyword.arg in _FACTORY_KEYWORDS
                else keyword.arg in _FIELD_KEYWORDS and isinstance(keyword.value, ast.Constant)
                for keyword in value.keywords
            )
        return _is_written(value)

    def _is_factory(self, value: ast.expr) -> bool:
        if isinstance(value, ast.Lambda):
            return _is_written(value.body)
        if not isinstance(value, ast.Name):
            return False
        built_in = value.id in _FACTORIES and self._is_builtin(value.id)
        return built_in or self.is_plain(value.id)


def _is_written(value: ast.expr) -> bool:
    """Whether it is data and names: what those stand for isn't looked into, and no code of it runs."""
    return all(
        isinstance(node, _DATA)
        or (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
        for node in walk(value)
    )
