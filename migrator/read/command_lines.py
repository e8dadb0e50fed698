"""Command lines: options that a library lets be one of a few texts and nothing else.

https://docs.python.org/3/library/argparse.html#choices,
https://click.palletsprojects.com/en/stable/parameter-types/#choice.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import Known, PerRequest
from migrator.read.abstract import DictRef, ExternalRef, ListRef, ParsedArguments
from migrator.read.asking import named_choice, scope_of
from migrator.read.class_syntax import label
from migrator.read.frame import Frame
from migrator.read.parameters import parameter_names
from migrator.read.searches import Searches
from migrator.read.steadiness import bound_in, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.abstract import Abstract, FunctionNode
    from migrator.read.arguments import Arguments
    from migrator.read.module import ModuleSource
    from migrator.read.reader import Reader

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_PARSING = frozenset({"parse_args", "parse_intermixed_args"})
_UNDERSTOOD = frozenset({"help", "metavar", "choices", "default", "required", "dest", "type"})
_OF_CLICK = frozenset({"type", "default", "required", "help", "envvar", "prompt"})
_OF_CLICK |= {"show_default", "show_choices", "show_envvar", "metavar", "hidden"}
_VIEWS = frozenset({"builtins.list", "builtins.tuple", "builtins.sorted"})
# Code that says these may set what no one spells.
_BY_NAME = {"vars", "setattr", "__dict__"}
_CHOICE = ExternalRef("click.Choice")
_FEWEST = 2


def parsed(node: ast.Call, result: Abstract, frame: Frame) -> Abstract:
    """What a call returns, where it may be what a command line says: `parser.parse_args()`."""
    if not isinstance(result, PerRequest) or not isinstance(node.func, ast.Attribute):
        return result
    if node.func.attr not in _PARSING or "argparse" not in frame.module.imported_modules:
        return result
    if any(keyword.arg != "args" for keyword in node.keywords) or len(node.args) > 1:
        return result
    return ParsedArguments(frame.module.path, result)


def but_choices(
    target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> list[Abstract]:
    """What a call is given, but for the choices of an option, which no library changes."""
    only_read: list[Abstract] = []
    if target == _CHOICE:
        only_read = list(arguments.positional[:1])
    elif isinstance(node.func, ast.Attribute) and node.func.attr == "add_argument":
        is_known = "argparse" in frame.module.imported_modules and "choices" in arguments.named
        only_read = [arguments.named["choices"]] if is_known else []
    return [value for value in arguments.values() if not any(value is each for each in only_read)]


def argument(
    reader: Reader, owner: ParsedArguments, node: ast.Attribute, frame: Frame
) -> PerRequest:
    """What `args.name` stands for."""
    unknown = frame.unknown(node, owner.unknown.why)
    scope = scope_of(frame)
    module = reader.program.module(owner.path)
    texts = _argparse_texts(reader, _outside(module, frame), node.attr)
    if len(set(texts)) < _FEWEST or not isinstance(node.value, ast.Name):
        return unknown
    bound = bound_in(node, frame)
    choice = named_choice(frame.module.code(node), texts, scope, bound)
    return PerRequest(unknown.text, unknown.why, unknown.span, unknown.nth, choice=choice)


def _argparse_texts(reader: Reader, frame: Frame, name: str) -> tuple[str | None, ...]:
    """All texts that an argument of a parser in a module may be; none where it may be others."""
    found: dict[str | None, None] = {}
    if frame.module.saying(_BY_NAME):
        return ()
    for node in frame.module.nodes:
        if not isinstance(node, ast.Call):
            continue
        if any(keyword.arg == "argument_default" for keyword in node.keywords):
            return ()
        if not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in {"set_defaults", "parse_known_args"}:
            return ()
        if node.func.attr != "add_argument":
            continue
        flags = [flag.value for flag in node.args if isinstance(flag, ast.Constant)]
        if len(flags) < len(node.args) or any(word.arg is None for word in node.keywords):
            return ()
        words = {word.arg: word.value for word in node.keywords if word.arg is not None}
        if _destination([str(flag) for flag in flags], words.get("dest")) != name:
            continue
        texts = _of_argument(reader, frame, node, words, positional=not _dashed(str(flags[:1])))
        if not texts:
            return ()
        found.update(dict.fromkeys(texts))
    stored = reader.program.ask(Searches.attribute_stored, name) if found else None
    return tuple(found) if stored is None else ()


def _dashed(flags: str) -> bool:
    return "'-" in flags


def _destination(flags: list[str], dest: ast.expr | None) -> str | None:
    """The attribute that an argument sets; None where that can't be told."""
    if dest is not None:
        return str(dest.value) if isinstance(dest, ast.Constant) else None
    named = [flag for flag in flags if flag.startswith("--")] or flags
    return named[0].lstrip("-").replace("-", "_") if named else None


def _of_argument(
    reader: Reader,
    frame: Frame,
    call: ast.AST,
    words: dict[str, ast.expr],
    *,
    positional: bool,
) -> tuple[str | None, ...]:
    kind = words.get("type")
    plain = kind is None or (isinstance(kind, ast.Name) and kind.id == "str")
    if not plain or words.keys() - _UNDERSTOOD or "choices" not in words:
        return ()
    texts = _texts(reader, frame, words["choices"], call)
    if not texts or positional:
        return texts if "default" not in words else ()
    required = words.get("required")
    if isinstance(required, ast.Constant) and required.value is True:
        return texts
    return _with_default(reader, frame, words.get("default"), call, texts)


def _with_default(
    reader: Reader,
    frame: Frame,
    default: ast.expr | None,
    call: ast.AST,
    texts: tuple[str, ...],
) -> tuple[str | None, ...]:
    """The texts with what stands for none of them being given."""
    if default is None:
        return (*texts, None)
    value = _evaluated(reader, frame, default, call)
    if not isinstance(value, Known) or not isinstance(value.value, str | None):
        return ()
    return tuple(dict.fromkeys((*texts, value.value)))


def _texts(reader: Reader, frame: Frame, listed: ast.expr, place: ast.AST) -> tuple[str, ...]:
    """The texts in a list, a tuple or the keys of a table; none where there may be others."""
    match listed:
        case ast.Set(elts=parts):
            listed = ast.copy_location(ast.List(parts, ast.Load()), listed)
        case ast.Call(func=ast.Attribute(value=owner, attr="keys"), args=[], keywords=[]):
            listed = owner
        case ast.Call(func=ast.Name() as function, args=[inner], keywords=[]):
            called = _evaluated(reader, frame, function, place)
            if isinstance(called, ExternalRef) and called.name in _VIEWS:
                return _texts(reader, frame, inner, place)
    value = _evaluated(reader, frame, listed, place)
    held: list[Abstract] = []
    if isinstance(value, ListRef):
        items = frame.state.list_of(value)
        held = items.items if items.unknown is None else []
    elif isinstance(value, DictRef):
        table = frame.state.dict_of(value)
        sure = table.rest is None and not any(slot.when for slot in table.slots.values())
        held = [Known(key) for key in table.slots] if sure else []
    texts = [each.value for each in held if isinstance(each, Known)]
    known = tuple(dict.fromkeys(text for text in texts if isinstance(text, str)))
    return known if len(known) == len(held) else ()


def _evaluated(reader: Reader, frame: Frame, node: ast.expr, place: ast.AST) -> Abstract | None:
    """What an expression of constants is; None where a function around it has names in it."""
    if any(isinstance(part, ast.Call | ast.NamedExpr) for part in ast.walk(node)):
        return None
    own, module = named(node), frame.module
    for around in module.enclosing(place):
        if not isinstance(around, _FUNCTIONS) or not own.isdisjoint(module.local_names(around)):
            return None
    return reader.evaluate(node, frame)


def _outside(module: ModuleSource, frame: Frame) -> Frame:
    """The top of a module, as the frame that is being read sees it."""
    live = frame.globals_now if frame.module is module else None
    return Frame(module, frame.state.within({}), class_body=True, live=live)


def of_options(reader: Reader, function: FunctionNode, frame: Frame) -> dict[str, PerRequest]:
    """Parameters of a command of click that are one of a few texts, by their names."""
    found: dict[str, PerRequest] = {}
    if isinstance(function, ast.Lambda) or "click" not in frame.module.imported_modules:
        return found
    names = set(parameter_names(function.args))
    for name, texts in _options(reader, _outside(frame.module, frame), function):
        if name not in names or len(texts) < _FEWEST or name in found:
            found.pop(name, None)
            continue
        why = f"it is an option of {function.name}()"
        found[name] = PerRequest(name, why, choice=named_choice(name, texts, scope_of(frame)))
    return found


def _options(
    reader: Reader, frame: Frame, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """The options and arguments that decorators of click give a function, with their texts."""
    is_command = False
    found: list[tuple[str, tuple[str | None, ...]]] = []
    for decorator in function.decorator_list:
        if label(decorator) in {"command", "group"}:
            is_command = True
            continue
        if label(decorator) in {"pass_context", "pass_obj"}:
            continue
        if not isinstance(decorator, ast.Call) or label(decorator) not in {"option", "argument"}:
            return
        called = _evaluated(reader, frame, decorator.func, function)
        if called not in {ExternalRef("click.option"), ExternalRef("click.argument")}:
            return
        flags = [flag.value for flag in decorator.args if isinstance(flag, ast.Constant)]
        words = {word.arg or "": word.value for word in decorator.keywords}
        name = _click_name([str(flag) for flag in flags])
        if len(flags) < len(decorator.args) or not name:
            return
        is_argument = label(decorator) == "argument"
        found.append((name, _of_click(reader, frame, function, words, is_argument=is_argument)))
    if is_command:
        yield from found


def _click_name(flags: list[str]) -> str:
    """The parameter that an option is given to."""
    plain = [flag for flag in flags if flag.isidentifier()]
    if plain:
        return plain[0].lower()
    longest = sorted(flags, key=lambda flag: -len(flag) + len(flag.lstrip("-")))
    if not longest or any("/" in flag for flag in flags):
        return ""
    return longest[0].lstrip("-").replace("-", "_").lower()


def _of_click(
    reader: Reader,
    frame: Frame,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    words: dict[str, ast.expr],
    *,
    is_argument: bool,
) -> tuple[str | None, ...]:
    kind = words.get("type")
    if words.keys() - _OF_CLICK or not isinstance(kind, ast.Call) or len(kind.args) != 1:
        return ()
    if _evaluated(reader, frame, kind.func, function) != _CHOICE:
        return ()
    texts = _texts(reader, frame, kind.args[0], function)
    required, default = words.get("required"), words.get("default")
    given = isinstance(required, ast.Constant) and required.value is True
    if not texts or given or (is_argument and required is None and default is None):
        return texts
    if "prompt" in words and default is None:
        return texts
    return _with_default(reader, frame, default, function, texts)
