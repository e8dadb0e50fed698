"""Fixed tests: those whose answer can't change while a function runs, wherever they are asked."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator

from migrator.find.syntax import children, walk

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SCOPES = (*_FUNCTIONS, ast.ClassDef, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_OWN = ("self", "cls")
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_COMPARED = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
_PLAIN_TYPES = frozenset({"bool", "str", "int", "float", "None"})


def moving_tests(
    text: str,
    tests: Collection[tuple[str, str]],
    names: Collection[tuple[str, str]],
    *,
    is_truth_plain: bool,
) -> frozenset[tuple[str, str]]:
    """Those of the tests in a file's text whose answers may change while a function runs.

    Fixed are those that only compare names with constants, names that are bound once; a name may
    also stand by itself where its type says that nothing can change its value, or where nothing is
    done with it but to test it, and `is_truth_plain`: no class of the program says when it holds.
    Of `names`, which hold texts, it only matters where they are bound.
    """
    if not tests and not names:
        return frozenset()
    facts = _Facts(ast.parse(text), is_truth_plain)
    return frozenset(
        (
            *(t for t in tests if not facts.is_fixed(ast.parse(t[1], mode="eval").body)),
            *(name for name in names if not facts.is_kept(name[1])),
        )
    )


class _Facts:
    def __init__(self, tree: ast.Module, is_truth_plain: bool) -> None:
        self._is_truth_plain = is_truth_plain
        self._bindings: defaultdict[str, list[tuple[ast.AST, ast.AST, bool]]] = defaultdict(list)
        self._reads: defaultdict[str, list[ast.AST]] = defaultdict(list)
        self._visit(tree, tree, tree, in_loop=False)
        self._stored = {
            node.attr
            for node in walk(tree)
            if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)
        }

    def is_fixed(self, test: ast.expr) -> bool:
        """Whether each part of a test is."""
        match test:
            case ast.BoolOp(values=values):
                return all(map(self.is_fixed, values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.is_fixed(operand)
            case ast.Compare(left=ast.Name(id=name), ops=[op], comparators=[other]):
                return (
                    isinstance(op, _COMPARED) and _is_constant(other) and self.is_bound_once(name)
                )
            case ast.Name(id=name):
                return self.is_bound_once(name) and (
                    self._is_plain(name) or self._is_only_tested(name)
                )
        return False

    def is_kept(self, name: str) -> bool:
        """Whether a variable, or what one of another object's attributes holds, isn't set anew."""
        root, dot, attribute = name.partition(".")
        if not dot or not attribute.isidentifier() or root in _OWN:
            return self.is_bound_once(name)
        return self.is_bound_once(root) and attribute not in self._stored

    def is_bound_once(self, name: str) -> bool:
        """Whether no scope binds the name twice, or in a loop."""
        found = self._bindings[name]
        scopes = [scope for _, scope, _ in found]
        return bool(found) and not any(
            in_loop or scopes.count(scope) > 1 or not isinstance(node, ast.arg | ast.Name)
            for node, scope, in_loop in found
        )

    def _is_plain(self, name: str) -> bool:
        found = [node for node, _, _ in self._bindings[name]]
        return all(isinstance(n, ast.arg) and _is_plain_type(n.annotation) for n in found)

    def _is_only_tested(self, name: str) -> bool:
        if not self._is_truth_plain:
            return False
        given = all(isinstance(node, ast.arg) for node, _, _ in self._bindings[name])
        return given and not self._reads[name]

    def _visit(self, node: ast.AST, scope: ast.AST, parent: ast.AST, *, in_loop: bool) -> None:
        for name in _bound_by(node):
            self._bindings[name].append((node, scope, in_loop or not _is_simple(node, parent)))
        read = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Name) and read and not _is_tested(node, parent):
            self._reads[node.id].append(node)
        inner = node if isinstance(node, _SCOPES) else scope
        looping = isinstance(node, _LOOPS) or (in_loop and not isinstance(node, _FUNCTIONS))
        for child in children(node):
            self._visit(child, inner, node, in_loop=looping)


def _bound_by(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias():
            yield (node.asname or node.name).partition(".")[0]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from names
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            yield name
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name


def _is_simple(node: ast.AST, parent: ast.AST) -> bool:
    """Whether it is a parameter, or the only target of an assignment."""
    match parent:
        case ast.arguments():
            return True
        case ast.Assign(targets=[only]):
            return only is node
        case ast.AnnAssign(target=only):
            return only is node
    return False


def _is_tested(node: ast.AST, parent: ast.AST) -> bool:
    match parent:
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            return test is node
        case ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.FormattedValue():
            return True
    return False


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return all(isinstance(item, ast.Constant) for item in node.elts)
    return isinstance(node, ast.Constant)


def _is_plain_type(annotation: ast.expr | None) -> bool:
    match annotation:
        case ast.Constant(value=str(text)):
            try:
                return _is_plain_type(ast.parse(text, mode="eval").body)
            except (SyntaxError, ValueError):
                # A text that tells people what a parameter is for.
                return False
        case ast.Constant(value=None):
            return True
        case ast.Name(id=name):
            return name in _PLAIN_TYPES
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _is_plain_type(left) and _is_plain_type(right)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return _is_plain_type(inner)
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
    return False
