"""Changing one agent's table in place: comments, order and formatting of the rest are kept."""

from __future__ import annotations

from collections.abc import Mapping

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, Comment, InlineTable, Item, Null, Table, Whitespace

from migrator.create.toml_values import from_toml, is_section, to_toml
from migrator.model.json_types import Json, canonical


def merge(table: AbstractTable, members: Mapping[str, Json]) -> None:
    """Makes the table hold exactly these members, touching only those that differ.

    Raises TOMLKitError for what can't be edited in place (a table spread over the file).
    """
    for member in [name for name in table if name not in members]:
        _remove(table, member)
    for member, value in members.items():
        if member not in table:
            _add(table, member, value)
            continue
        present = table.value.item(member)
        if not isinstance(present, Item):
            raise TOMLKitError(f"{member} is spread over the file")
        if canonical(from_toml(present.unwrap())) == canonical(value):
            continue
        if isinstance(present, Table):
            if isinstance(value, Mapping) and is_section(value):
                merge(present, value)
            else:
                _remove(table, member)
                _add(table, member, value)
        else:
            table[member] = _dressed_as(present, to_toml(value))


def rename_comment(table: AbstractTable, prefix: str, text: str) -> None:
    """Replaces the table's comment that begins with `prefix`, if people have left it there."""
    for _, item in table.value.body:
        if isinstance(item, Comment) and item.trivia.comment.startswith(prefix):
            item.trivia.comment = text
            return


def _add(table: AbstractTable, member: str, value: Json) -> None:
    item = to_toml(value)
    if isinstance(item, Table):
        item.add(tomlkit.nl())
    table.append(member, item)


def _remove(table: AbstractTable, member: str) -> None:
    item = table.value.item(member)
    tail = _tail(item) if isinstance(item, Table) else ""
    body = table.value.body
    index = next(i for i, (_, present) in enumerate(body) if present is item)
    table.remove(member)
    if tail.strip():
        # A comment above the next header is, to the parser, the end of this table.
        body[index] = (None, Whitespace(tail, fixed=True))


def _tail(table: Table) -> str:
    text = ""
    for _, item in reversed(table.value.body):
        if isinstance(item, Table):
            return _tail(item) + text
        if not isinstance(item, Comment | Whitespace | Null):
            return text
        text = item.as_string() + text
    return text


def _dressed_as(old: Item, new: Item) -> Item:
    if not isinstance(new, AbstractTable) or isinstance(new, InlineTable):
        new.trivia.indent = old.trivia.indent
        new.trivia.comment_ws = old.trivia.comment_ws
        new.trivia.comment = old.trivia.comment
        new.trivia.trail = old.trivia.trail
    return new
