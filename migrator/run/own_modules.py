"""Where the modules go that this tool writes into projects, and how files import them."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator, Sequence

from migrator.find.source import UnreadableSource, decode
from migrator.find.tree import SourceTree
from migrator.model.own_modules import OwnModule, is_ours
from migrator.read.locating import Locator
from migrator.rewrite.module_reference import ModuleReference, relative_to

_MAIN_GUARD = re.compile(r"^if\s+__name__\s*==", re.MULTILINE)


class NoPlaceError(ValueError):
    """A file can't import the module. `str()` is one sentence that says why."""


class OwnModules:
    """The modules of a kind in one tree: one that is there already, else one a package of calls.

    `configured` is the name that files import it by, if the configuration says one.
    """

    def __init__(self, tree: SourceTree, kind: OwnModule, configured: str | None) -> None:
        self._tree, self._kind, self._configured = tree, kind, configured
        self._configure = (
            f"set {kind.setting} in the configuration to the name that files import it by"
        )
        self._locator = Locator(tree)
        self._chosen: dict[str, str] = {}

    def existing(self) -> list[str]:
        """Those that the tree has."""
        names = {f"{self._kind.name}.py", posixpath.basename(self._named)}
        return [
            path
            for path in self._tree.paths
            if posixpath.basename(path) in names and self._kind.is_this(self._text(path))
        ]

    def choose(self, paths: Sequence[str]) -> None:
        """Settle where the module of each of these files is."""
        here = self.existing()
        packages: dict[str, list[str]] = {}
        for path in paths:
            packages.setdefault(self._package(path), []).append(path)
        for package, members in packages.items():
            common = posixpath.commonpath([posixpath.dirname(f"/{path}") for path in members])
            wanted = posixpath.join(common.lstrip("/"), f"{self._kind.name}.py")
            if self._named:
                wanted = self._named
            else:
                inside = [path for path in here if self._package(path) == package]
                wanted = inside[0] if inside else wanted
            self._chosen.update(dict.fromkeys(members, wanted))

    def module_of(self, path: str) -> str:
        """The module that a file is to import. Raises NoPlaceError when its place is taken."""
        module = self._chosen[path]
        if module in self._tree and not self._kind.is_this(self._text(module)):
            raise NoPlaceError(f"{module} is another module: {self._configure}")
        for beside in self._kind.beside(module):
            if beside in self._tree and not is_ours(self._text(beside)):
                raise NoPlaceError(f"{beside} is another module: {self._configure}")
        if posixpath.dirname(module) and not self._holds_python(posixpath.dirname(module)):
            raise NoPlaceError(f"there is no folder for {module}")
        return module

    def import_in(self, path: str) -> ModuleReference:
        """How a file imports its module, as it imports others. Raises NoPlaceError."""
        module = self.module_of(path)
        if self._configured is not None:
            return ModuleReference(self._configured)
        text = self._text(path)
        if self._taken_whole(path) and "__all__" not in text:
            raise NoPlaceError("another file takes every name of this one, and would get more")
        found = self._as_others(path, text, module)
        if found is not None:
            return found
        if path.endswith(".ipynb"):
            raise NoPlaceError(
                f"nothing in {path} tells where it would find {module}, as it imports no module of "
                f"the project: {self._configure}"
            )
        folder = posixpath.dirname(path)
        is_script = _MAIN_GUARD.search(text) is not None
        if posixpath.join(folder, "__init__.py") in self._tree:
            if not is_script:
                return relative_to(path, module)
        elif (not folder or is_script) and posixpath.dirname(module) == folder:
            if self._imported_from_above(path):
                raise NoPlaceError(f"{path} is run as a script and imported: {self._configure}")
            return ModuleReference(posixpath.basename(module).removesuffix(".py"))
        raise NoPlaceError(
            f"nothing in {path} tells how it would import {module}, as it imports no other module "
            f"of the project: {self._configure}"
        )

    def _imported_from_above(self, path: str) -> bool:
        """Whether another file imports it by the name of its folder too."""
        folder = posixpath.basename(posixpath.dirname(path))
        stem = re.escape(posixpath.basename(path).removesuffix(".py"))
        if not folder:
            return False
        dotted = rf"{re.escape(folder)}\.{stem}\b|\bfrom\s+[\w.]*{re.escape(folder)}\s+import\b.*\b{stem}\b"
        pattern = re.compile(dotted)
        files = [p for p in self._tree.saying(folder) if p != path and p.endswith(".py")]
        return any(pattern.search(self._text(other)) for other in files)

    def _as_others(self, path: str, text: str, module: str) -> ModuleReference | None:
        """The import of a module in the way that a file imports other ones, None for no way."""
        roots = []
        relative, below = False, 0
        for dotted, level, found, line in self._imports(path, text):
            relative = relative or level > 0
            root = _root_of(found, dotted) if not level else None
            if root is not None and f"{module}/".startswith(root):
                roots.append(root)
                below = below or line
        beside = f"{posixpath.dirname(path)}/"
        if beside in roots and (relative or set(roots) != {beside}):
            raise NoPlaceError(
                f"{path} imports its neighbours in more ways than one: {self._configure}"
            )
        if relative:
            return relative_to(path, module)
        if not roots:
            return None
        dotted = module.removeprefix(roots[0]).removesuffix(".py").replace("/", ".")
        return ModuleReference(dotted, below=below)

    def _taken_whole(self, path: str) -> bool:
        """Whether another file has a star import of it, or of a module of its name."""
        stem = posixpath.basename(path).removesuffix(".py")
        if stem == "__init__":
            stem = posixpath.basename(posixpath.dirname(path))
        pattern = re.compile(rf"\bfrom\s+[\w.]*\b{re.escape(stem)}\s+import\s*\(?\s*\*")
        files = [p for p in self._tree.saying(stem) if p != path and p.endswith(".py")]
        return any(pattern.search(self._text(other)) for other in files)

    @property
    def _named(self) -> str:
        """The path of the configured module, empty when none is configured."""
        if self._configured is None:
            return ""
        stem = self._configured.replace(".", "/")
        for root in ("", "src/"):
            package = posixpath.dirname(f"{root}{stem}")
            if f"{root}{stem}.py" in self._tree or (package and self._holds_python(package)):
                return f"{root}{stem}.py"
        return f"{stem}.py"

    def _holds_python(self, folder: str) -> bool:
        return any(p.startswith(f"{folder}/") and p.endswith(".py") for p in self._tree.paths)

    def _package(self, path: str) -> str:
        """The topmost package around a file, or its folder when it is in none."""
        folder = posixpath.dirname(path)
        while posixpath.join(folder, "__init__.py") in self._tree:
            above = posixpath.dirname(folder)
            if not above or posixpath.join(above, "__init__.py") not in self._tree:
                break
            folder = above
        return folder

    def _imports(self, path: str, text: str) -> Iterator[tuple[str, int, str, int]]:
        """Modules of the tree that a file imports: as it names them, their paths, and lines.

        The lines are the last ones of the statements at the file's top that import them.
        """
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError, RecursionError):
            return
        for top in body:
            for node in _outside_functions([top]):
                for dotted, level in _imported(node):
                    found = self._locator.locate(path, dotted, level)
                    if found is not None and found != path:
                        yield dotted, level, found, top.end_lineno or top.lineno

    def _text(self, path: str) -> str:
        try:
            return decode(path, self._tree.read(path)).text
        except (OSError, UnreadableSource):
            return ""


def _outside_functions(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when a module is imported, those under a test or a try among them."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try):
            handlers = [part for handler in getattr(node, "handlers", []) for part in handler.body]
            yield from _outside_functions([*node.body, *handlers, *node.orelse])


def _imported(node: ast.stmt) -> Iterator[tuple[str, int]]:
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield alias.name, 0
        case ast.ImportFrom(module=module, level=level, names=names):
            if module:
                yield module, level
            else:
                for alias in names:
                    yield alias.name, level


def _root_of(path: str, dotted: str) -> str | None:
    """The folder, with a slash, from which an absolute name leads to a path."""
    stem = path.removesuffix(".py").removesuffix("/__init__")
    name = dotted.replace(".", "/")
    if stem == name:
        return ""
    return stem.removesuffix(name) if stem.endswith(f"/{name}") else None


def places_refused(modules: OwnModules, paths: Sequence[str]) -> dict[str, str]:
    """Settle where the modules of these files are; returns why some can't import theirs."""
    modules.choose(paths)
    refused: dict[str, str] = {}
    for path in paths:
        try:
            modules.import_in(path)
        except NoPlaceError as problem:
            refused[path] = str(problem)
    return refused
