"""Rule packs and settings from their files; what is wrong in one is named by file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from migrator.model.catalogue import CATALOGUE
from migrator.model.data_files import pack_files
from migrator.model.errors import InputError, PackError
from migrator.model.pack import FieldRule, PatternCheck, RulePack
from migrator.model.settings import Settings
from migrator.model.validation import validated

DEFAULT_PACK = "connections_to_agents"
SETTINGS_FILE = "migrator.toml"
_PROJECT_FILE = "pyproject.toml"
_EXTENSION_KEYS = frozenset({"extends", "field"})
_LINE_OF_ERROR = re.compile(
    r"^(?P<what>.*) \(at (?P<where>line \d+, column \d+|end of document)\)$"
)


def default_pack_path() -> Path:
    """The file of the pack that is used when none is named."""
    return find_pack(DEFAULT_PACK)


def find_pack(name: str) -> Path:
    """The file of a pack that comes with the program. Raises PackError, which lists them."""
    files = {path.stem: path for path in pack_files()}
    if name not in files:
        close = get_close_matches(name, files, n=1)
        hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(files)}."
        raise PackError(f"There is no rule pack named {name}. {hint}")
    return files[name]


def load_pack(path: Path) -> RulePack:
    """The pack in a file: a full one, or one that `extends` another by [[field]] rows.

    Raises PackError, which names file, line or key, and what was expected.
    """
    document = _document(path, PackError)
    if "extends" in document:
        return _checked(_extended(_base_document(document, path), document, path), path)
    return _checked(document, path)


def load_rules(files: Sequence[Path]) -> RulePack:
    """The pack that `--rules FILE…` asks for: the default one without any.

    A full pack takes the place of the default, extensions add to it in order. Raises PackError.
    """
    documents = [(path, _document(path, PackError)) for path in files]
    full = [(path, document) for path, document in documents if "extends" not in document]
    if len(full) > 1:
        raise PackError(f"{full[0][0]} and {full[1][0]} are both full rule packs; give one.")
    extensions = [(path, document) for path, document in documents if "extends" in document]
    if full:
        place, whole = full[0]
    elif extensions:
        place = extensions[0][0]
        whole = _base_document(extensions[0][1], place)
    else:
        place = default_pack_path()
        whole = _document(place, PackError)
    pack = _checked(whole, place)
    for path, document in extensions:
        if document["extends"] != pack.name:
            raise PackError(
                f"{path}: extends {document['extends']!r}, but {pack.name} is in force."
            )
        whole = _extended(whole, document, path)
        pack = _checked(whole, path)
    return pack


def load_settings(start: Path, config: Path | None = None) -> Settings:
    """The settings in `config`, else in the nearest configuration from `start` upwards.

    That is a `migrator.toml`, or a `pyproject.toml` with `[tool.migrator]`; the search ends at the
    top of a git work tree. Relative `paths` and `rules` become absolute, from the file's folder.
    Raises InputError, which names file, line or key, and what was expected.
    """
    for path in [config] if config is not None else _configurations(start):
        document: object = _document(path, InputError)
        place = str(path)
        if path.name == _PROJECT_FILE:
            document = _section(document)
            place = f"{path}, [tool.migrator]"
        if document is None:
            continue
        if not isinstance(document, Mapping):
            raise InputError(f"{place}: expected a table.")
        settings = validated(Settings, document, InputError, place)
        folder = path.resolve().parent
        absolute = {
            "paths": [str(folder / each) for each in settings.paths],
            "rules": [str(folder / each) for each in settings.rules],
        }
        return settings.model_copy(update=absolute)
    return Settings()


def _configurations(start: Path) -> Iterator[Path]:
    here = start.resolve()
    for folder in (here, *here.parents):
        for name in (SETTINGS_FILE, _PROJECT_FILE):
            if (folder / name).is_file():
                yield folder / name
        if (folder / ".git").exists():
            return


def _section(document: object) -> object:
    for key in ("tool", "migrator"):
        document = document.get(key) if isinstance(document, Mapping) else None
    return document


def _document(path: Path, error: type[InputError]) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise error(f"{path}: there is no such file.") from None
    except OSError as caught:
        raise error(f"{path} can't be read: {caught.strerror}.") from None
    except UnicodeDecodeError:
        raise error(f"{path} is not UTF-8 text, which TOML has to be.") from None
    except tomllib.TOMLDecodeError as caught:
        found = _LINE_OF_ERROR.match(str(caught))
        what, where = (found["what"], found["where"]) if found else (str(caught), "")
        raise error(f"{path}{where and f', {where}'}: not valid TOML: {what}.") from None


def _base_document(extension: Mapping[str, object], path: Path) -> dict[str, object]:
    name = extension["extends"]
    if not isinstance(name, str):
        raise PackError(f'{path}: extends: expected the name of a rule pack, as "{DEFAULT_PACK}".')
    return _document(find_pack(name), PackError)


def _extended(
    base: Mapping[str, object], extension: Mapping[str, object], path: Path
) -> dict[str, object]:
    extra = sorted(extension.keys() - _EXTENSION_KEYS)
    if extra:
        raise PackError(
            f"{path}: a pack that extends another holds only [[field]] rows, not {', '.join(extra)}."
        )
    rows, new = base.get("field"), extension.get("field", [])
    if not isinstance(new, list):
        raise PackError(f"{path}: field: expected [[field]] rows.")
    return {**base, "field": [*(rows if isinstance(rows, list) else []), *new]}


def _checked(document: Mapping[str, object], path: Path) -> RulePack:
    pack = validated(RulePack, document, PackError, str(path))
    for rule in pack.fields:
        _check_row(rule, f"{path}: [[field]] {rule.source}")
    return pack


def _check_row(rule: FieldRule, place: str) -> None:
    codes = [part.finding for part in (rule.check, rule.notice) if part is not None]
    codes += [rule.unknown_default] if rule.unknown_default else []
    unknown = next((code for code in codes if code not in CATALOGUE), None)
    if unknown is not None:
        raise PackError(f"{place}: {unknown} is no finding; `migrator explain` lists them.")
    if isinstance(rule.check, PatternCheck):
        try:
            re.compile(rule.check.value)
        except re.error as caught:
            raise PackError(f"{place}, check.value: not a regular expression: {caught}.") from None
