"""Where the files of a tree mention names, for those who change what a name stands for."""

from __future__ import annotations

import re

from migrator.find.tree import SourceTree


class NameUses:
    """Where in a tree identifiers are mentioned."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._found: dict[str, frozenset[str]] = {}

    def elsewhere(self, path: str, name: str) -> bool:
        """Whether a Python file or notebook other than `path` mentions `name`."""
        return bool(self.files(name) - {path})

    def imported_from(self, path: str, name: str) -> bool:
        """Whether another file takes `name` from the module at `path`, by import or attribute."""
        stem = re.escape(path.rpartition("/")[2].removesuffix(".py").encode())
        if stem == b"__init__":
            stem = re.escape(path.split("/")[-2].encode()) if "/" in path else stem
        word = re.escape(name.encode())
        pattern = re.compile(
            rb"\b%s\s*\.\s*%s\b|\bfrom\s+[\w.]*%s\s+import\b[^;]*?\b%s\b" % (stem, word, stem, word)
        )
        return any(pattern.search(self._tree.read(other)) for other in self.files(name) - {path})

    def files(self, name: str) -> frozenset[str]:
        """The Python files and notebooks that mention `name`."""
        if name not in self._found:
            word = re.compile(rb"\b%s\b" % re.escape(name.encode()))
            hits = self._tree.saying(name)
            self._found[name] = frozenset(
                path
                for path in hits
                if path.endswith((".py", ".pyw", ".ipynb")) and word.search(self._tree.read(path))
            )
        return self._found[name]
