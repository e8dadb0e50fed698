"""Origins: where an expression's value was written, followed from a function to its callers."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import is_dotted_name, walk
from migrator.model.values import Known
from migrator.read.class_syntax import implied_call
from migrator.read.module import bound_once, own_nodes
from migrator.read.parameters import parameter_names

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract, FunctionNode
    from migrator.read.module import ModuleSource

Chain: TypeAlias = tuple[ast.Call, ...]
# The call that stands for whichever makes the instance that a method is read for.
AT_CREATION = implied_call("__init__")


@dataclass(frozen=True, slots=True, eq=False)
class Activation:
    """A function as it was entered: through which calls, and with which arguments.

    `arguments` say what was written for each parameter; `*args` and `**kwargs` hold several.
    """

    module: ModuleSource
    function: FunctionNode | None
    chain: Chain
    arguments: Mapping[str, Given] = field(default_factory=dict)
    around: Activation | None = None

    @property
    def level(self) -> int:
        """How many calls were entered to get here."""
        return len(self.chain)


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """An expression as one activation evaluates it.

    With `member` it is one member of what the expression stands for: an item of `*args`, a key of
    `**kwargs`.
    """

    node: ast.expr
    activation: Activation
    value: Abstract
    member: str | int | None = None


Given: TypeAlias = "Spot | Mapping[str | int, Spot]"


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A variable of a function through which something is handed on, and where it is."""

    module: ModuleSource
    function: FunctionNode
    name: str
    node: ast.expr
    member: str | int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Where something was written, and the variables it went through on its way.

    `open` is the function read as if anyone may call it, when it is one of its parameters.
    """

    spot: Spot
    uses: tuple[Use, ...] = ()
    open: FunctionNode | None = None

    @property
    def level(self) -> int:
        """How many calls were entered where it was written."""
        return self.spot.activation.level


def from_outside(node: ast.expr, inside: Activation) -> tuple[ast.expr, Activation] | None:
    """An expression of an activation as the function would write it that led there.

    Each name must be a parameter that is never bound again, given a name or an attribute.
    """
    if not inside.chain:
        return node, inside
    names = [part for part in walk(node) if isinstance(part, ast.Name)]
    if not names or any(_handed(name, inside) is None for name in names):
        return None
    roots: list[Activation] = []
    outside = _Outside(inside, roots).visit(copy.deepcopy(node))
    alone = roots and all(root is roots[0] for root in roots)
    return (outside, roots[0]) if alone and isinstance(outside, ast.expr) else None


class _Outside(ast.NodeTransformer):
    """Puts what parameters were given in their place; None for an expression where that fails."""

    def __init__(self, inside: Activation, roots: list[Activation]) -> None:
        self._inside, self._roots, self._failed = inside, roots, False

    def visit(self, node: ast.AST) -> ast.AST | None:
        """The node from outside, None when some name has no place there."""
        if isinstance(node, ast.Name):
            return self._name(node)
        if isinstance(node, _MOVABLE):
            found = self.generic_visit(node)
            return None if self._failed else found
        self._failed = True
        return None

    def _name(self, node: ast.Name) -> ast.AST | None:
        given = _handed(node, self._inside)
        outside = from_outside(given.node, given.activation) if given is not None else None
        if outside is None:
            self._failed = True
            return None
        self._roots.append(outside[1])
        return outside[0]


def _handed(name: ast.Name, inside: Activation) -> Spot | None:
    """What was written for a name, if it is a parameter that is given a name or an attribute."""
    given = inside.arguments.get(name.id)
    if not isinstance(given, Spot) or given.member is not None or not is_dotted_name(given.node):
        return None
    plain = inside.function is not None and _handed_on(inside.function, name.id)
    return given if plain else None


def of_body(spot: Spot) -> Trail:
    """Where a body that a call is given was written."""
    return _followed(spot, ())


def of_url(spot: Spot, entered: Mapping[tuple[ast.Call, Chain], Activation]) -> Trail:
    """Where the end of a URL that a call is given was written.

    `entered` are the calls that were followed, with what they became.
    """
    moved = _tail(spot, (), entered, 0)
    return moved if moved is not None else Trail(spot)


def _followed(spot: Spot, uses: tuple[Use, ...]) -> Trail:
    """The spot, or what a parameter that it names was given, and so on outwards."""
    while isinstance(spot.node, ast.Name):
        owner = _owner(spot.node.id, spot.activation)
        if owner is None or owner.function is None:
            break
        name = spot.node.id
        if not _handed_on(owner.function, name):
            break
        uses = (*uses, Use(owner.module, owner.function, name, spot.node, spot.member))
        given = owner.arguments.get(name)
        if given is None:
            return Trail(Spot(spot.node, owner, spot.value, spot.member), uses, owner.function)
        if isinstance(given, Mapping) and spot.member is None:
            bundle = _bundle(owner, given)
            return Trail(bundle if bundle is not None else spot, uses)
        if isinstance(given, Mapping):
            inner = given.get(spot.member) if spot.member is not None else None
            if inner is None or inner.value != spot.value:
                break
            spot = inner
        else:
            member = given.member if given.member is not None else spot.member
            spot = Spot(given.node, given.activation, given.value, member)
    return Trail(spot, uses)


def _bundle(owner: Activation, given: Mapping[str | int, Spot]) -> Spot | None:
    """The call whose keywords are all of `**kwargs`, as the place where that is written."""
    spots = list(given.values())
    if not spots or not owner.chain:
        return None
    call, outside = owner.chain[-1], spots[0].activation
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    written = {id(keyword.value) for keyword in call.keywords if keyword.arg is not None}
    own = all(s.member is None and id(s.node) in written for s in spots)
    return Spot(call, outside, spots[0].value) if own else None


def _owner(name: str, activation: Activation) -> Activation | None:
    """The activation whose local variable a name is."""
    current: Activation | None = activation
    while current is not None and current.function is not None:
        if name in current.module.local_names(current.function):
            return current
        current = current.around
    return None


def _handed_on(function: FunctionNode, name: str) -> bool:
    """Whether a name is a parameter that the function never binds again."""
    return name in parameter_names(function.args) and name in bound_once(function)


_MOVABLE = (
    ast.Constant, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Attribute, ast.Tuple, ast.List,
    ast.expr_context, ast.cmpop, ast.boolop, ast.unaryop,
)  # fmt: skip
_STRIPS = frozenset({"strip", "lstrip", "rstrip"})
_SAME_TEXT = frozenset({"str", "URL"})
_MAX_HOPS = 24


def _tail(
    spot: Spot,
    uses: tuple[Use, ...],
    entered: Mapping[tuple[ast.Call, Chain], Activation],
    hops: int,
) -> Trail | None:
    """Where the end of a text was written, if it came through a parameter; else None."""
    if hops > _MAX_HOPS:
        return None
    node = spot.node
    if isinstance(node, ast.Name):
        trail = _followed(spot, uses)
        if trail.open or trail.spot is not spot:
            if trail.open:
                return trail
            return _tail(trail.spot, trail.uses, entered, hops + 1) or trail
        owner = _owner(node.id, spot.activation)
        value = _only_value(owner, node.id)
        if owner is None or owner.function is None or value is None:
            return None
        use = Use(owner.module, owner.function, node.id, node)
        return _tail(Spot(value, owner, spot.value), (*uses, use), entered, hops + 1)
    if isinstance(node, ast.Call):
        inside = entered.get((node, spot.activation.chain))
        result = _only_result(inside)
        if inside is not None and result is not None:
            return _tail(Spot(result, inside, spot.value), uses, entered, hops + 1)
    chosen = _chosen(spot)
    if chosen is not None:
        further = _tail(chosen.spot, (*uses, *chosen.uses), entered, hops + 1)
        return further or Trail(chosen.spot, (*uses, *chosen.uses), chosen.open)
    end = _end_of(node)
    if end is None:
        return None
    return _tail(Spot(end, spot.activation, spot.value), uses, entered, hops + 1)


def _chosen(spot: Spot) -> Trail | None:
    """The operand of `given or default`, or of a choice by `given is None`, that is taken.

    Where it isn't known what callers give, it is the default, which they may leave to stand.
    """
    match spot.node:
        case ast.BoolOp(op=ast.Or(), values=[ast.Name() as given, other]):
            pass
        case ast.IfExp(
            test=ast.Compare(ops=[ast.Is()], comparators=[ast.Constant(value=None)]),
            body=other,
            orelse=ast.Name() as given,
        ):
            pass
        case ast.IfExp(test=ast.Name(id=name), body=ast.Name() as given, orelse=other):
            if name != given.id:
                return None
        case _:
            return None
    trail = _followed(Spot(given, spot.activation, spot.value), ())
    if trail.spot.node is given and not trail.open:
        return None
    if trail.open or trail.spot.value == Known(None):
        return Trail(Spot(other, spot.activation, spot.value), (), trail.open)
    return Trail(Spot(given, spot.activation, spot.value))


def _only_value(owner: Activation | None, name: str) -> ast.expr | None:
    """What a local variable is set to, when one plain assignment does it."""
    if owner is None or owner.function is None or isinstance(owner.function, ast.Lambda):
        return None
    if name not in bound_once(owner.function):
        return None
    for node in own_nodes(owner.function):
        match node:
            case ast.Assign(targets=[ast.Name(id=bound)], value=value) if bound == name:
                return value
            case ast.AnnAssign(target=ast.Name(id=bound), value=value) if bound == name:
                return value
    return None


def _only_result(inside: Activation | None) -> ast.expr | None:
    """What a function returns, when it does so in one place."""
    if inside is None or inside.function is None:
        return None
    if isinstance(inside.function, ast.Lambda):
        return inside.function.body
    returns = [node for node in own_nodes(inside.function) if isinstance(node, ast.Return)]
    return returns[0].value if len(returns) == 1 else None


def _end_of(node: ast.expr) -> ast.expr | None:
    """The part of an expression that its text ends with, None when that is written there."""
    match node:
        case ast.JoinedStr(values=[*_, ast.FormattedValue(value, -1, None)]):
            return value
        case ast.BinOp(op=ast.Add(), right=right):
            return right
        case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr in _STRIPS:
            return value
        case ast.Call(
            func=ast.Name(id="urljoin") | ast.Attribute(attr="urljoin"), args=[_, path], keywords=[]
        ):
            return path
        case ast.Call(
            func=ast.Name(id=name) | ast.Attribute(attr=name), args=[only], keywords=[]
        ) if name in _SAME_TEXT:
            return only
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(template)), attr="format"),
            args=[*_, last],
            keywords=[],
        ) if template.endswith("{}"):
            return last
        case ast.BinOp(left=ast.Constant(value=str(template)), op=ast.Mod(), right=right):
            if template.endswith("%s"):
                return right.elts[-1] if isinstance(right, ast.Tuple) and right.elts else right
    return None
