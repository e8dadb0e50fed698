"""The modules that hold agents' ids: who imports them, what the proof takes them for, what is written."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from migrator.create.lock_file import read_lock
from migrator.find.source import decode
from migrator.find.tree import SourceTree
from migrator.model.errors import InputError
from migrator.model.own_modules import IDS
from migrator.model.settings import Settings
from migrator.plan.naming import constant_name
from migrator.rewrite.edits import AgentReference
from migrator.rewrite.ids_module import AgentIds, BrokenIdsError, read_ids
from migrator.rewrite.routing_module import quoted
from migrator.rewrite.writing import SourceWrite
from migrator.run.own_modules import NoPlaceError, OwnModules


@dataclass(frozen=True, slots=True)
class IdUse:
    """A name that a file imports from a module of ids, and the agent's id or what stands for it."""

    path: str
    module: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class IdsWanted:
    """The modules of ids that a project has, and what edited files are to find in those."""

    there: Sequence[str] = ()
    uses: frozenset[IdUse] = frozenset()

    def names(self, paths: Collection[str]) -> dict[str, set[str]]:
        """The names, by module, that the files at these paths import."""
        found: dict[str, set[str]] = {}
        for use in self.uses:
            if use.path in paths:
                found.setdefault(use.module, set()).add(use.name)
        return found


class IdModules:
    """The modules of ids in one tree, and what its edits want of them.

    With `single_files` nothing but the edited file may change, so only what is in a module already
    is imported. `refused` tells by path why a file can't import its module.
    """

    def __init__(self, tree: SourceTree, settings: Settings, *, single_files: bool) -> None:
        self._tree, self._settings, self._single_files = tree, settings, single_files
        self._modules = OwnModules(tree, IDS, settings.ids_module)
        self._there = {path: self._read(path) for path in self._modules.existing()}
        self._settled: set[str] = set()
        self.refused: dict[str, str] = {}
        self.uses: set[IdUse] = set()

    @property
    def there(self) -> list[str]:
        """The modules that the tree has."""
        return sorted(self._there)

    def settle(self, paths: Iterable[str]) -> None:
        """Settle, once for each of these files, where its module is."""
        anew = set(paths) - self._settled
        if anew:
            self._modules.choose(sorted(anew))
            self._settled |= anew

    def placed(self, reference: AgentReference, path: str) -> AgentReference:
        """How the file at `path` refers to an agent, where others may do so in another way."""
        if reference.kind == "env" or (reference.kind == "literal" and not self._there):
            return reference
        text = decode(path, self._tree.read(path)).text
        if re.search(rf"^{reference.name}\s*=", text, re.MULTILINE):
            return replace(reference, kind="literal")
        if reference.kind == "literal" and not _imports(text, reference.name):
            return reference
        try:
            module, wanted = self._modules.module_of(path), self._modules.import_in(path)
        except NoPlaceError as problem:
            self.refused[path] = str(problem)
            return replace(reference, kind="literal")
        if self._single_files and reference.name not in self._names_in(module):
            self.refused[path] = f"{module} doesn't have it, and one file is edited at a time"
            return replace(reference, kind="literal")
        self.uses.add(IdUse(path, module, reference.name, reference.value))
        return replace(reference, kind="module", module=wanted)

    def as_proved(self) -> dict[str, bytes]:
        """The modules with all that files import from them, for the proof alone."""
        texts: dict[str, bytes] = {}
        wanted: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for use in self.uses:
            if use.name not in self._names_in(use.module):
                wanted[use.module][use.name] = use.value
        for module, values in wanted.items():
            there = module in self._tree
            text = decode(module, self._tree.read(module)).text if there else ""
            lines = [f"{name} = {quoted(value)}\n" for name, value in sorted(values.items())]
            texts[module] = (text + "".join(lines)).encode()
        return texts

    def _names_in(self, module: str) -> frozenset[str]:
        held = self._there.get(module)
        return held.names if held is not None else frozenset()

    def _read(self, module: str) -> AgentIds:
        return _ids_in(module, decode(module, self._tree.read(module)).text)


def id_files(
    root: Path,
    environment: str,
    there: Iterable[str],
    wanted: Mapping[str, Collection[str]],
    ids: Mapping[str, str],
) -> list[SourceWrite]:
    """What has to be written of the modules of ids; nothing of what is there already.

    `there` are modules that the project has, `wanted` the names by module that files are to find in
    them. `ids` are agent ids of this environment by key; those of others are in the lock.
    Raises InputError for a module that isn't what this tool wrote.
    """
    known = _known(root, environment, ids)
    writes: list[SourceWrite] = []
    for module in sorted({*there, *wanted}):
        before, held = _written(root, module, environment)
        names = held.names.union(wanted.get(module, ()))
        after = _with(held, names, known).text().encode()
        if before is None or before.replace(b"\r\n", b"\n") != after:
            writes.append(SourceWrite(module, before, after))
    return writes


def lacking_by_default(
    root: Path, environment: str, wanted: IdsWanted, ids: Mapping[str, str]
) -> dict[str, str]:
    """The files that would find no id where nobody says which environment it is, with why."""
    known = _known(root, environment, ids)
    found: dict[str, str] = {}
    for use in sorted(wanted.uses, key=lambda use: (use.path, use.name)):
        _, held = _written(root, use.module, environment)
        section = {**held.sections.get(held.first, {}), **known.get(held.first, {})}
        if held.first != environment and use.name not in section:
            found[use.path] = (
                f"{use.name} has no id yet in the environment {held.first!r}, which {use.module} "
                f"falls back to; run `migrator apply --environment {held.first}` first"
            )
    return found


def _imports(text: str, name: str) -> bool:
    """Whether a file's text imports a name at its top."""
    try:
        statements = ast.parse(text.removeprefix("\ufeff")).body if name in text else []
    except (SyntaxError, ValueError, RecursionError):
        return False
    imports = [statement for statement in statements if isinstance(statement, ast.ImportFrom)]
    return any(alias.name == name for statement in imports for alias in statement.names)


def _known(root: Path, environment: str, ids: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Ids by the names of their constants, by environment."""
    lock = read_lock(root)
    locked = {name: lock.agent_ids(name) for name in lock.environments}
    locked[environment] = {**locked.get(environment, {}), **ids}
    return {
        name: {constant_name(key): ident for key, ident in section.items()}
        for name, section in locked.items()
    }


def _written(root: Path, module: str, environment: str) -> tuple[bytes | None, AgentIds]:
    """A module as it is on disk: its bytes, None without one, and what it holds."""
    path = root / module
    if not path.exists():
        return None, AgentIds(environment, {})
    data = path.read_bytes()
    return data, _ids_in(module, data.decode("utf-8", "replace"))


def _with(
    held: AgentIds, names: Collection[str], known: Mapping[str, Mapping[str, str]]
) -> AgentIds:
    """The ids that the lock knows for these names, what was there where it knows none."""
    sections: dict[str, dict[str, str]] = {}
    for environment in sorted({*held.sections, *known}):
        section = {**held.sections.get(environment, {}), **known.get(environment, {})}
        section = {name: ident for name, ident in section.items() if name in names}
        if section:
            sections[environment] = section
    return AgentIds(held.first, sections)


def _ids_in(module: str, text: str) -> AgentIds:
    try:
        return read_ids(text)
    except BrokenIdsError as error:
        raise InputError(
            f"{module} can't be read: {error}. Restore it from git: what it holds is written anew "
            "from the lock."
        ) from None
