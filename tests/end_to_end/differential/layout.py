"""Where the modules of a program lie, and how they import one another."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("flat", "package", "src", "namespace", "deep")
ENTRY_MODULE = "main"
_FOLDERS = {"conf": "core", "transport": "core", "service": "services", "jobs": "jobs"}


@dataclass(frozen=True, slots=True)
class Layout:
    """One of `KINDS`; `main` always lies at the top."""

    kind: str

    def folder(self, module: str) -> tuple[str, ...]:
        """The package that a module is in."""
        if self.kind == "flat" or module == ENTRY_MODULE:
            return ()
        if self.kind == "deep":
            return ("app", _FOLDERS.get(module, "models"))
        return ("app",)

    def path(self, module: str) -> str:
        """The file of a module."""
        top = ("src",) if self.kind == "src" and module != ENTRY_MODULE else ()
        return "/".join((*top, *self.folder(module), f"{module}.py"))

    def packages(self, paths: list[str]) -> dict[str, str]:
        """The `__init__.py` files that go with these files."""
        if self.kind == "namespace":
            return {}
        folders = {path.rpartition("/")[0] for path in paths}
        folders |= {folder.rpartition("/")[0] for folder in folders}
        return {f"{folder}/__init__.py": "" for folder in folders if folder not in {"", "src"}}

    def importing(self, importer: str, module: str, name: str, form: str) -> tuple[str, str]:
        """The line that makes `name` of `module` known, and what stands before the name then."""
        here, there = self.folder(importer), self.folder(module)
        dotted = ".".join((*there, module))
        package = ".".join(there)
        if here and here[0] == (there or [""])[0] and form != "absolute":
            level = 1 if here == there else 2
            inside = "" if here == there else there[-1]
            package = "." * level + inside
            dotted = package + ("." if inside else "") + module
        if form == "module":
            if not package:
                return f"import {module}", f"{module}."
            return f"from {package} import {module}", f"{module}."
        if form == "star":
            return f"from {dotted} import *", ""
        return f"from {dotted} import {name}", ""
