"""Searches: what reading asks of the text of the whole tree, answered once for all who ask."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.read.built_names import BuiltNames
from migrator.read.class_uses import ClassUses
from migrator.read.code_files import code_holding
from migrator.read.creations import Creations
from migrator.read.held_objects import HeldObjects
from migrator.read.locating import Locator
from migrator.read.outside import OutsideChanges
from migrator.read.remaking import Remaking
from migrator.read.trust import AssignedElsewhere, is_test
from migrator.read.unbound import UnboundMethods

if TYPE_CHECKING:
    import ast

    from migrator.find.tree import SourceTree
    from migrator.read.trust import Changed

_DJANGO_NAMES = (b"ROOT_URLCONF", b"INSTALLED_APPS", b"SECRET_KEY", b"MIDDLEWARE")
_DJANGO_VARIABLE = b"DJANGO_SETTINGS_MODULE"
_NAMES_SETTINGS = re.compile(rb"DJANGO_SETTINGS_MODULE[\"']?\]?\s*[,=:]\s*[\"']?([A-Za-z_][\w.]*)")


class Searches:
    """Questions about one tree, each a method. The same question always gets the same answer."""

    def __init__(self, tree: SourceTree) -> None:
        self.tree = tree
        self.locator = Locator(tree)
        self._outside = OutsideChanges(tree)
        self._classes = ClassUses(tree)
        self._held = HeldObjects(tree, self._classes)
        self._creations = Creations(tree)
        self._built = BuiltNames(tree)
        self._unbound = UnboundMethods(tree, self._classes)
        self._remaking = Remaking(tree)
        self._elsewhere = AssignedElsewhere(tree, self.locator.locate)

    def prepare(self) -> None:
        """Look at each file for what is asked of all files, once for all who share the tree."""
        nothing = "nowhere"
        self.attribute_set((nothing,), nothing)
        self.overrides("", nothing)
        self.environment_set(nothing)
        self.function_replaced(f"json.{nothing}")
        self.remade((nothing,))
        self.function_remade(nothing, nothing)
        self.sender_replaced(nothing, nothing)
        self.name_built(nothing)
        self.changed(f"{nothing}.py", nothing, True)
        self.held_data_changed(nothing, True)

    def environment_set(self, name: str) -> str | None:
        """Where code sets an environment variable, or None."""
        return self._outside.environment(name)

    def environment_prefixed(self) -> str | None:
        """Where names of environment variables get a prefix while other code runs, or None."""
        return self._outside.prefixed

    def function_replaced(self, name: str) -> str | None:
        """Where a library's function (`json.dumps`) is replaced, or None."""
        return self._outside.function(name)

    def sender_replaced(self, library: str, package: str) -> str | None:
        """Where something is replaced that a library sends requests with in a package, or None."""
        return self._outside.sender(library, package)

    def changed(self, path: str, name: str, mutable: bool) -> Changed:
        """How other files change a module-level name, or the `mutable` object that it stands for."""
        return self._elsewhere.of((path, name), mutable=mutable)

    def attribute_stored(self, name: str) -> str | None:
        """Where an attribute is set, spelt so, on something that isn't `self` or `cls`."""
        return self._classes.stored(name)

    def remade(self, classes: tuple[str, ...]) -> str | None:
        """A file that changes how instances of a class of one of these names are made, or None."""
        return self._remaking.of(classes)

    def function_remade(self, name: str, package: str) -> str | None:
        """A file that may give a function of that name other code or defaults, or None.

        `package` is the folder of the tree that the function is in.
        """
        return self._remaking.of_function(name, package)

    def functions_remade_in(self, path: str) -> bool:
        """Whether a file may give functions other code or defaults."""
        return path in self._remaking.of_functions

    def attribute_set(self, ways: tuple[str, ...], name: str) -> str | None:
        """Where code outside a class, which reaches it by the names `ways`, sets its attribute."""
        return self._classes.set_from_outside(ways, name)

    def held_data_changed(self, name: str, flat: bool) -> str | None:
        """Where a dict or list may be changed that is the attribute `name` of something."""
        return self._held.data_changed(name, flat=flat)

    def inner_data_changed(self, name: str, path: str, through: str, flat: bool) -> str | None:
        """As `held_data_changed`, where instances of a class at `path` hold what has it."""
        return self._held.data_changed(name, flat=flat, held_by=(path, through))

    def held_client_changed(self, name: str, called: bool) -> str | None:
        """Where an HTTP client may be changed that an attribute or method `name` gives."""
        return self._held.client_changed(name, called=called)

    def held_changed_by_subclasses(
        self, path: str, line: tuple[str, ...], name: str, client: bool
    ) -> str | None:
        """Where subclasses in other files may change what instances of a class hold."""
        return self._held.changed_by_subclasses(path, line, name, client=client)

    def clients_changed(self, name: str) -> str | None:
        """Where the key, or more, of an HTTP client is changed that may be the attribute `name`."""
        return self._held.clients_changed(name)

    def name_built(self, name: str) -> str | None:
        """Where code builds a name that may be this one, to look it up by."""
        return self._built.place(name)

    def overrides(self, path: str, name: str) -> dict[str, str]:
        """Attributes and methods that subclasses in the tree define anew, and which one does."""
        return self._classes.overrides(path, name)

    def method_taken(self, name: str, methods: frozenset[str]) -> str | None:
        """Where one of `methods` is taken from the class `name`, to be given any object."""
        return self._unbound.taken(name, methods)

    def set_when_made(self, cls: ast.ClassDef, name: str) -> str | None:
        """Where an instance of a class is made with that attribute, or None."""
        return self._creations.sets(cls, name)

    def saying(self, word: str) -> tuple[str, ...]:
        """Files that say a word, in order."""
        return self.tree.saying(word)

    def files_saying(self, word: str) -> tuple[str, ...]:
        """Files that are no tests and say a word, in order."""
        return tuple(path for path in self.tree.saying(word) if not is_test(path))

    def method_written(self, name: str) -> bool:
        """Whether any file may give a class a method of that name."""
        ways = (f"def {name}", f".{name} =", f" {name} =")
        return any(self.tree.holding(way.encode()) for way in ways)

    def method_defined(self, name: str) -> bool:
        """Whether a class of the tree, or a function in another, has a function of that name."""
        written = re.compile(
            rb"(?m)^[ \t]+(?:async[ \t]+)?def[ \t]+%s\b" % re.escape(name.encode())
        )
        return any(
            written.search(self.tree.read(path))
            for path in code_holding(self.tree, f"def {name}".encode())
        )

    def partial_looked_into(self, name: str) -> bool:
        """Whether code reaches into a partial of that name, for what it holds."""
        parts = re.compile(
            rb"\b%s\s*\.\s*(?:args|func|keywords|__\w+__)\b" % re.escape(name.encode())
        )
        return any(parts.search(self.tree.read(path)) for path in self.saying(name))

    def django_settings(self) -> tuple[str, ...]:
        """Files that look like, or are named as, the settings module of a Django project."""
        return self._django

    @cached_property
    def _django(self) -> tuple[str, ...]:
        held = Counter(path for name in _DJANGO_NAMES for path in self.tree.holding(name))
        found = {
            path
            for path, count in held.items()
            if path.endswith(".py") and count > 1 and "settings" in path
        }
        named = {
            match[1].decode().replace(".", "/")
            for path in self.tree.holding(_DJANGO_VARIABLE)
            for match in _NAMES_SETTINGS.finditer(self.tree.read(path))
        }
        ends = tuple(f"/{stem}{end}" for stem in named for end in (".py", "/__init__.py"))
        found |= {path for path in self.tree.paths if ends and f"/{path}".endswith(ends)}
        return tuple(sorted(found))
