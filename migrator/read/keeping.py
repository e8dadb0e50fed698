"""Keeping: functions that keep what they returned and give it to all their callers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.read.abstract import HeapInstance
from migrator.read.class_syntax import label
from migrator.read.decorators import CACHES

if TYPE_CHECKING:
    import ast

    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


def kept(
    reader: Reader,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    result: Abstract,
    frame: Frame,
) -> None:
    """A function returned `result`; if it is cached, whoever calls it may change that."""
    labels = {label(decorator) for decorator in function.decorator_list}
    if labels & CACHES and function in frame.module.tree.body:
        if not reader.program.only_effects:
            reader.program.relied_on[(frame.module.path, function.name)] = True
        _keep(reader, result, frame)
    elif labels & CACHES:
        why = f"{function.name}() hands the same object to every caller"
        _hand_out(result, why, frame)
    elif "cached_property" in labels:
        _keep(reader, result, frame)


def _keep(reader: Reader, value: Abstract, frame: Frame) -> None:
    heap = frame.state.heap
    for key in frame.state.reachable([value]):
        heap.mark(key, captured=True, foreign=True)
        reader.program.spoil_changed(heap, key)


def _hand_out(value: Abstract, why: str, frame: Frame) -> None:
    """Who sets the attributes of instances is known by their names; all else isn't."""
    heap = frame.state.heap
    for key in frame.state.reachable([value]):
        if isinstance(heap.get(key), HeapInstance):
            heap.mark(key, captured=True, foreign=True)
        else:
            heap.spoil(key, why)
            frame.state.share(value)
