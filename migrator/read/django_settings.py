"""Django's settings: names of the modules that a project may have them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.read.parsing import UnreadableModule
from migrator.read.searches import Searches

if TYPE_CHECKING:
    import ast

    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


def setting(reader: Reader, node: ast.Attribute, frame: Frame) -> Abstract:
    """What `django.conf.settings.NAME` stands for, when the settings modules agree on it."""
    found: list[Abstract] = []
    for path in reader.program.ask(Searches.django_settings):
        try:
            if node.attr in reader.program.state_of(path).names:
                found.append(reader.module_attribute(path, node.attr, node, frame))
        except UnreadableModule:
            continue
    if not found:
        return frame.unknown(node, "no settings module defines it")
    if any(value != found[0] for value in found):
        return frame.unknown(node, "the settings modules don't agree on it")
    return found[0]
