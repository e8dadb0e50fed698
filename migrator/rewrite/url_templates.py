"""URLs that `%`, `.format(...)` or `"/".join(...)` put together, turned to the agent's path."""

from __future__ import annotations

import ast
import re
from string import Formatter

from migrator.rewrite.containers import split_display
from migrator.rewrite.edits import Refusal
from migrator.rewrite.source import Source
from migrator.rewrite.strings import PathChange, plain_tail

_AUTO_FIELD = re.compile(r"(?<!\{)\{\}(?!\})")
_NUMBERED_FIELD = re.compile(r"(?<!\{)\{(\d+)\}(?!\})")
_PERCENT_FIELD = re.compile(r"%[sd]")
_LAST_FIELD = re.compile(r"\{(\w*)\}/?\Z")
_LAST_PERCENT = re.compile(r"%s/?\Z")
NOT_A_TAIL = "The URL's path is put together in a way that no small edit changes."


def is_template(node: ast.expr) -> bool:
    """Whether the expression is one of the three forms."""
    match node:
        case ast.BinOp(op=ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(attr="format" | "join", value=ast.Constant())):
            return True
    return False


def last_argument(node: ast.expr) -> ast.expr | None:
    """What a template's text ends with, None when that is the template's own text."""
    match node:
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str(text)), right=right):
            if not _LAST_PERCENT.search(text):
                return None
            if isinstance(right, ast.Tuple) and right.elts:
                return right.elts[-1]
            return right if len(_PERCENT_FIELD.findall(text)) == 1 else None
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant(value=str(text)))):
            return _last_format_argument(node, text)
        case ast.Call(
            func=ast.Attribute(attr="join", value=ast.Constant(value="/" | "")),
            args=[ast.List(elts=[*_, last]) | ast.Tuple(elts=[*_, last])],
        ):
            return last
    return None


def _last_format_argument(node: ast.Call, text: str) -> ast.expr | None:
    last = _LAST_FIELD.search(text)
    if last is None or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    name = last[1]
    if not name:
        fields = [field for _, field, _, _ in Formatter().parse(text) if field is not None]
        same = len(fields) == len(node.args) and not any(fields)
        return node.args[-1] if same else None
    if name.isdigit():
        return node.args[int(name)] if int(name) < len(node.args) else None
    return next((k.value for k in node.keywords if k.arg == name), None)


class TemplateEditor:
    """Edits one template. `name` is the constant that holds the agent's id."""

    def __init__(self, source: Source, change: PathChange, name: str) -> None:
        self.source, self.change, self.name = source, change, name

    def text(self, node: ast.expr) -> str | None:
        """The template with the id in it, None when its path ends in an argument that is written
        elsewhere. Raises Refusal for other shapes."""
        match node:
            case ast.BinOp():
                return self._percent(node)
            case ast.Call(
                func=ast.Attribute(attr="join"), args=[ast.List() | ast.Tuple() as given]
            ):
                return self._joined(node, given)
            case ast.Call(func=ast.Attribute(attr="format") as function):
                return self._format(node, function)
        raise Refusal(NOT_A_TAIL)

    def _replaced(self, node: ast.expr, *changes: tuple[ast.expr, str]) -> str:
        """The text of `node` with some of its parts, given in their order, written anew."""
        text, at = "", self.source.start(node)
        for part, new in changes:
            text += self.source.text[at : self.source.start(part)] + new
            at = self.source.end(part)
        return text + self.source.text[at : self.source.end(node)]

    def _literal(self, node: ast.expr) -> tuple[str, str, str]:
        literal = plain_tail(self.source.slice(node))
        if literal is None:
            raise Refusal(NOT_A_TAIL)
        return literal

    def _in_argument(self, argument: ast.expr | None) -> tuple[str, str] | None:
        """What stands around the path in an argument that is a literal."""
        if not isinstance(argument, ast.Constant):
            return None
        literal = plain_tail(self.source.slice(argument))
        return literal and self.change.split(literal[1])

    def _percent(self, node: ast.BinOp) -> str | None:
        opening, content, closing = self._literal(node.left)
        if isinstance(node.right, ast.Dict):
            return self._percent_by_name(node, node.right)
        argument = last_argument(node)
        inner = self._in_argument(argument)
        if argument is not None and inner is None:
            return None
        if inner is not None and argument is not None:
            before, after = inner
            hole = content.rindex("%s")
            filled = (
                f"{content[:hole]}{before}{self.change.filled('%s')}{after}{content[hole + 2 :]}"
            )
            if "%" in before or "%" in after:
                raise Refusal(NOT_A_TAIL)
            return self._replaced(
                node, (node.left, opening + filled + closing), (argument, self.name)
            )
        parts = self.change.split(content)
        if parts is None or "%(" in content or _PERCENT_FIELD.search(parts[1]):
            raise Refusal(NOT_A_TAIL)
        before, after = parts
        template = f"{opening}{before}{self.change.filled('%s')}{after}{closing}"
        position = len(_PERCENT_FIELD.findall(before))
        right = self.source.slice(node.right)
        if isinstance(node.right, ast.Tuple):
            if not right.startswith("(") or len(node.right.elts) != position:
                raise Refusal(NOT_A_TAIL)
            last = self.source.end(node.right.elts[-1]) - self.source.start(node.right)
            arguments = right[:last] + f", {self.name}" + right[last:].replace(",", "", 1)
        elif position == 1:
            arguments = f"({right}, {self.name})"
        else:
            raise Refusal(NOT_A_TAIL)
        return self._replaced(node, (node.left, template), (node.right, arguments))

    def _percent_by_name(self, node: ast.BinOp, right: ast.Dict) -> str:
        opening, content, closing = self._literal(node.left)
        parts = self.change.split(content)
        key = self.change.placeholder
        if parts is None or f"%({key})" in content or not right.keys:
            raise Refusal(NOT_A_TAIL)
        before, after = parts
        template = f"{opening}{before}{self.change.filled(f'%({key})s')}{after}{closing}"
        container = split_display(self.source.slice(right))
        last = len(container.pieces) - 1
        quote = self.source.quote
        entries = [container.pieces[last].code, f"{quote}{key}{quote}: {self.name}"]
        arguments = container.rebuilt(without=(), replaced={last: entries})
        return self._replaced(node, (node.left, template), (right, arguments))

    def _format(self, node: ast.Call, function: ast.Attribute) -> str | None:
        opening, content, closing = self._literal(function.value)
        starred = any(isinstance(a, ast.Starred) for a in node.args)
        if starred or any(k.arg is None for k in node.keywords):
            raise Refusal(NOT_A_TAIL)
        argument = last_argument(node)
        inner = self._in_argument(argument)
        if argument is not None and inner is None:
            return None
        if inner is not None and argument is not None:
            return self._format_argument(node, function, argument, inner)
        parts = self.change.split(content)
        if parts is None or "{" in parts[1]:
            raise Refusal(NOT_A_TAIL)
        before, after = parts
        if _AUTO_FIELD.search(before) or _NUMBERED_FIELD.search(before) or not node.keywords:
            hole = "{}" if not _NUMBERED_FIELD.search(before) else f"{{{len(node.args)}}}"
            if hole == "{}" and len(_AUTO_FIELD.findall(before)) != len(node.args):
                raise Refusal(NOT_A_TAIL)
            added, anchors = self.name, list(node.args)
        else:
            keyword = self.change.placeholder
            if any(k.arg == keyword for k in node.keywords):
                raise Refusal(NOT_A_TAIL)
            hole, added = f"{{{keyword}}}", f"{keyword}={self.name}"
            anchors = [k.value for k in node.keywords]
        template = f"{opening}{before}{self.change.filled(hole)}{after}{closing}"
        if not anchors:
            text = self._replaced(node, (function.value, template))
            return f"{text.rstrip()[:-1]}{added})"
        last = anchors[-1]
        more = f"{self.source.slice(last)}, {added}"
        return self._replaced(node, (function.value, template), (last, more))

    def _format_argument(
        self, node: ast.Call, function: ast.Attribute, argument: ast.expr, around: tuple[str, str]
    ) -> str:
        opening, content, closing = self._literal(function.value)
        before, after = around
        field = _LAST_FIELD.search(content)
        used_twice = field is not None and field[1] and content.count(field[0].rstrip("/")) > 1
        if field is None or used_twice or any(brace in before + after for brace in "{}"):
            raise Refusal(NOT_A_TAIL)
        hole, keyword = "{" + field[1] + "}", field[1]
        new: tuple[ast.expr, str] = (argument, self.name)
        rest = content[field.start() + len(hole) :]
        if keyword and not keyword.isdigit():
            hole = f"{{{self.change.placeholder}}}"
            written = self.source.text[: self.source.start(argument)].rstrip()
            if not written.endswith("=") or hole in content:
                raise Refusal(NOT_A_TAIL)
            parent = self.source.parents[argument]
            assert isinstance(parent, ast.keyword)
            return self._renamed(
                node,
                function,
                parent,
                f"{opening}{content[: field.start()]}"
                f"{before}{self.change.filled(hole)}{after}{rest}{closing}",
            )
        template = f"{content[: field.start()]}{before}{self.change.filled(hole)}{after}{rest}"
        return self._replaced(node, (function.value, opening + template + closing), new)

    def _renamed(
        self, node: ast.Call, function: ast.Attribute, keyword: ast.keyword, template: str
    ) -> str:
        """The call with another template and one of its keywords turned to the agent's id."""
        source = self.source
        start = source.offset(keyword.lineno, keyword.col_offset)
        head = source.text[source.start(node) : source.start(function.value)] + template
        middle = source.text[source.end(function.value) : start]
        tail = source.text[source.end(keyword.value) : source.end(node)]
        return f"{head}{middle}{self.change.placeholder}={self.name}{tail}"

    def _joined(self, node: ast.Call, given: ast.List | ast.Tuple) -> str | None:
        argument = last_argument(node)
        inner = self._in_argument(argument)
        assert isinstance(node.func, ast.Attribute)
        separator = node.func.value
        if argument is None:
            raise Refusal(NOT_A_TAIL)
        if inner is None or not isinstance(separator, ast.Constant) or separator.value != "/":
            return None
        before, after = inner
        first, last = (part.strip("/") for part in self.change.new)
        quote = self.source.slice(argument)[0]
        if quote not in "'\"":
            return None
        parts = [f"{quote}{before}{first}{quote}", self.name, f"{quote}{last}{after}{quote}"]
        between = ", "
        if len(given.elts) > 1 and given.elts[-2].lineno != argument.lineno:
            between = (
                f",{self.source.newline}{self.source.indentation(self.source.start(argument))}"
            )
        return self._replaced(node, (argument, between.join(parts)))
