"""Who may change an object of another module: those that its import statements lead to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.model.loading import load_rules
from migrator.model.values import Known, Record
from migrator.read.sites import read_sites

CALL = """\
import requests
from .config import DEFAULTS

requests.post("https://companion-api.napster.com/public/connections", json={**DEFAULTS})
"""
CONFIG = 'DEFAULTS = {"companionId": "c", "language": "en"}\n'


def language(tmp_path: Path, files: dict[str, str]) -> object:
    """What is known of the language that the call sends."""
    for name, text in {"app/config.py": CONFIG, "app/call.py": CALL, **files}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text)
    tree = SourceTree.of([tmp_path])
    (site,) = read_sites(tree, load_rules([]), (), ["app/call.py"]).sites
    assert isinstance(site.body, Record)
    entry = site.body.get("language")
    return entry.value.value if entry and isinstance(entry.value, Known) else None


@pytest.mark.parametrize(
    "files",
    [
        {"app/other.py": 'from .config import DEFAULTS\nDEFAULTS["language"] = "fr"\n'},
        {
            "app/middle.py": "from .config import DEFAULTS\n",
            "app/other.py": 'from .middle import DEFAULTS\nDEFAULTS["language"] = "fr"\n',
        },
        {
            "app/middle.py": "from .config import *\n",
            "app/other.py": 'from app.middle import DEFAULTS\nDEFAULTS.update(language="fr")\n',
        },
        {"app/other.py": 'from app import config\nconfig.DEFAULTS["language"] = "fr"\n'},
    ],
    ids=["directly", "through another", "through a star", "as an attribute"],
)
def test_who_reaches_the_object_may_change_it(tmp_path: Path, files: dict[str, str]) -> None:
    assert language(tmp_path, files) is None


HANDING_OUT = {
    "by a function": ("def spoken():\n    return DEFAULTS\n", "spoken()"),
    "by a function that is called by another": (
        "def _found():\n    here = DEFAULTS\n    return here\n\n\ndef spoken():\n    return _found()\n",
        "spoken()",
    ),
    "under another name": ("spoken = DEFAULTS\n", "spoken"),
    "in a table": ("spoken = {'desk': DEFAULTS}\n", "spoken['desk']"),
    "in a table that is filled": ("spoken = []\nspoken.append(DEFAULTS)\n", "spoken[0]"),
    "in a table that a function fills": (
        "spoken = []\n\n\ndef keep(each):\n    spoken.append(each)\n\n\nkeep(DEFAULTS)\n",
        "spoken[0]",
    ),
    "by a method": (
        "class spoken:\n    def get(self):\n        return DEFAULTS\n",
        "spoken().get()",
    ),
    "as a default": ("def spoken(held=DEFAULTS):\n    return held\n", "spoken()"),
    "by a class": ("class spoken:\n    held = DEFAULTS\n", "spoken.held"),
}


@pytest.mark.parametrize("where", ["app/config.py", "app/middle.py"])
@pytest.mark.parametrize("way", HANDING_OUT)
@pytest.mark.parametrize("inside", ["", "def change():\n    "], ids=["at once", "in a function"])
def test_who_gets_the_object_under_another_name_may_change_it(
    tmp_path: Path, where: str, way: str, inside: str
) -> None:
    """Nothing in the file that changes it says what the dict is called."""
    text, got = HANDING_OUT[way]
    own = where == "app/config.py"
    files = {
        where: f"{CONFIG}{text}" if own else f"from .config import DEFAULTS\n{text}",
        "app/other.py": f"from .{Path(where).stem} import spoken\n{inside}{got}['language'] = 'fr'\n",
    }
    assert language(tmp_path, files) is None


def test_who_only_reads_it_under_another_name_changes_nothing(tmp_path: Path) -> None:
    files = {
        "app/middle.py": "from .config import DEFAULTS as spoken\n",
        "app/other.py": "from .middle import spoken\nprint(spoken['language'])\n",
        "app/third.py": "spoken = {}\nspoken['language'] = 'fr'\n",
    }
    assert language(tmp_path, files) == "en"


def test_an_object_of_that_name_in_another_module_is_another(tmp_path: Path) -> None:
    files = {
        "lib/defaults.py": 'DEFAULTS = {"language": "de"}\n',
        "lib/other.py": 'from .defaults import DEFAULTS\nDEFAULTS["language"] = "fr"\n',
    }
    assert language(tmp_path, files) == "en"


def test_a_copy_of_django_in_the_tree_doesnt_hide_the_settings(tmp_path: Path) -> None:
    files = {
        "django/conf/__init__.py": "class LazySettings:\n    pass\n\nsettings = LazySettings()\n",
        "django/conf/global_settings.py": 'SECRET_KEY = ""\nMIDDLEWARE = []\n',
        "site/settings.py": 'SECRET_KEY = "s"\nMIDDLEWARE = []\nDESK = {"language": "en"}\n',
        "app/call.py": CALL.replace(
            ".config import DEFAULTS", "django.conf import settings"
        ).replace("**DEFAULTS", '"companionId": "c", "language": settings.DESK["language"]'),
    }
    assert language(tmp_path, files) == "en"


def test_an_object_with_too_many_names_is_not_followed(tmp_path: Path) -> None:
    names = "".join(f"def spoken_{nth}():\n    return DEFAULTS\n\n\n" for nth in range(60))
    assert (
        language(tmp_path, {"app/middle.py": f"from .config import DEFAULTS\n\n\n{names}"}) is None
    )


SETS_NAMES = "def configure(target, values):\n    for name, value in values.items():\n        setattr(target, name, value)\n"


@pytest.mark.parametrize(
    "text",
    [
        "from . import config\nfrom .tools import configure\nconfigure(config, {})\n",
        "import app.config\nfrom .tools import configure\nconfigure(target=app.config, values={})\n",
        "from . import config as kept\nfrom .tools import configure\nMODULES = [kept]\nfor each in MODULES:\n    configure(each, {})\n",
    ],
    ids=["as an argument", "by its dotted name", "in a list"],
)
def test_a_module_that_is_handed_to_code_which_sets_names_is_not_known(
    tmp_path: Path, text: str
) -> None:
    assert language(tmp_path, {"app/tools.py": SETS_NAMES, "app/other.py": text}) is None


def test_code_which_sets_names_of_other_things_changes_no_module(tmp_path: Path) -> None:
    text = "from . import config\nfrom .tools import configure\nconfigure(object(), {})\nflask.from_object(config)\n"
    assert language(tmp_path, {"app/tools.py": SETS_NAMES, "app/other.py": text}) == "en"


@pytest.mark.parametrize("path", ['"/public" "/connections"', '"/public/connections"'])
def test_what_a_property_hands_out_may_be_changed(tmp_path: Path, path: str) -> None:
    """Wherever its module names the endpoint, whose every function is read only then."""
    files = {
        "call.py": (
            "import requests\n\n\nclass Service:\n"
            '    def __init__(self):\n        self.languages = {"main": "en"}\n\n'
            "    @property\n    def table(self):\n        return self.languages\n\n"
            "    def start(self):\n        requests.post(\n"
            f'            "https://companion-api.napster.com" {path},\n'
            '            json={"companionId": "c", "language": self.languages["main"]},\n        )\n'
        ),
    }
    changing = {"other.py": 'def change(service):\n    service.table["main"] = "fr"\n'}
    own = files["call.py"] + '\n    def change(self):\n        self.languages["main"] = "fr"\n'
    for held, is_known in (
        (files, True),
        ({"call.py": own}, False),
        ({**files, **changing}, False),
    ):
        for name, text in held.items():
            (tmp_path / name).write_text(text)
        tree = SourceTree.of([tmp_path])
        (site,) = read_sites(tree, load_rules([]), (), ["call.py"]).sites
        assert isinstance(site.body, Record)
        entry = site.body.get("language")
        assert entry is not None
        assert isinstance(entry.value, Known) is is_known


@pytest.mark.parametrize(
    "change",
    [
        'globals()["DEFAULTS"]["language"] = "fr"',
        'spoken = globals()["DEFAULTS"]\n    spoken["language"] = "fr"',
        'sys.modules[__name__].DEFAULTS["language"] = "fr"',
    ],
)
def test_an_object_that_is_taken_from_the_namespace_may_be_changed(
    tmp_path: Path, change: str
) -> None:
    text = f"import sys\n\n{CONFIG}\n\ndef speak():\n    {change}\n"
    assert language(tmp_path, {"app/config.py": text}) is None


def test_a_function_that_is_called_from_the_namespace_changes_nothing(tmp_path: Path) -> None:
    text = f'{CONFIG}\n\ndef speak(name):\n    globals()["DEFAULTS" + name]()\n    globals()["speak"]()\n'
    assert language(tmp_path, {"app/config.py": text}) == "en"


@pytest.mark.parametrize(
    "taking",
    [
        'import importlib\nheld = importlib.import_module("app.config").DEFAULTS\n',
        'from importlib import import_module\nheld = import_module(".config", __package__).DEFAULTS\n',
        'import importlib\nNAME = "con" + "fig"\nheld = importlib.import_module("app." + NAME).DEFAULTS\n',
        'held = __import__("app.config").config.DEFAULTS\n',
        'import sys\nheld = sys.modules["app.config"].DEFAULTS\n',
        'import sys\nheld = sys.modules.get("app.config").DEFAULTS\n',
        'from . import config\nheld = getattr(config, "DEFAULTS")\n',
        "from . import lazy\nheld = lazy.DEFAULTS\n",
        "from .lazy import DEFAULTS as held\n",
        "from .config import DEFAULTS\nheld = DEFAULTS\nexec('')\n",
    ],
)
@pytest.mark.parametrize("inside", ["", "def change():\n    "], ids=["at once", "in a function"])
def test_who_takes_a_module_by_its_name_may_change_its_objects(
    tmp_path: Path, taking: str, inside: str
) -> None:
    lazy = (
        "from . import config\n\n\ndef __getattr__(name):\n    return getattr(config, str(name))\n"
    )
    files = {"app/lazy.py": lazy, "app/other.py": f"{taking}{inside}held['language'] = 'fr'\n"}
    assert language(tmp_path, files) is None


@pytest.mark.parametrize(
    "text",
    [
        "sorted([DEFAULTS], key=lambda held: held.__setitem__('language', 'fr') or 0)\n",
        "def order(held):\n    held['language'] = 'fr'\nmax([DEFAULTS], key=order)\n",
        "try:\n    raise ValueError(DEFAULTS)\nexcept ValueError as error:\n    error.args[0].clear()\n",
        "class Tools:\n    held = {'all': DEFAULTS}\nTools.held['all']['language'] = 'fr'\n",
        "class Tools:\n    held = {'all': DEFAULTS}\ndel Tools.held['all']['language']\n",
        "class Tools:\n    held = DEFAULTS\ndef change():\n    exec('')\n    Tools.held.clear()\n",
    ],
    ids=["a sorting key", "a function", "an exception", "a class", "deleted", "beside exec"],
)
def test_who_gets_it_from_a_builtin_or_a_class_may_change_it(tmp_path: Path, text: str) -> None:
    assert language(tmp_path, {"app/other.py": f"from .config import DEFAULTS\n{text}"}) is None


@pytest.mark.parametrize(
    "text", ["sorted([DEFAULTS], key=len)\n", "raise KeyError(DEFAULTS['language'])\n"]
)
def test_builtins_that_only_look_change_nothing(tmp_path: Path, text: str) -> None:
    assert language(tmp_path, {"app/other.py": f"from .config import DEFAULTS\n{text}"}) == "en"


@pytest.mark.parametrize(
    ("registry", "changing"),
    [
        ("kept = {}\ndef keep(it):\n    kept['it'] = it\n", "kept['it']"),
        ("kept = {}\ndef keep(it):\n    kept.update(it=it)\n", "kept['it']"),
        ("kept = {}\ndef keep(it):\n    kept.setdefault('it', it)\n", "kept['it']"),
        ("kept = []\ndef keep(it):\n    kept.append(it)\n", "kept[0]"),
        (
            "class Kept:\n    pass\nkept = Kept()\ndef keep(it):\n    kept.it = it\n",
            "kept.it",
        ),
    ],
    ids=["an item", "an update", "a default", "a list", "an attribute"],
)
def test_who_is_given_it_to_keep_may_change_it(
    tmp_path: Path, registry: str, changing: str
) -> None:
    change = f"def change():\n    {changing}['language'] = 'fr'\n"
    files = {
        "app/registry.py": f"{registry}{change}",
        "app/other.py": "from .config import DEFAULTS\nfrom .registry import keep\nkeep(DEFAULTS)\n",
    }
    assert language(tmp_path, files) is None


@pytest.mark.parametrize("options", ["loud or OTHER", "OTHER if loud else {}", "[OTHER, {}][loud]"])
def test_what_is_unpacked_for_a_function_may_be_changed_by_it(tmp_path: Path, options: str) -> None:
    text = (
        f'{CONFIG}OTHER = {{"held": DEFAULTS}}\n\n\ndef tune(name, held=None):\n'
        '    held["language"] = "fr"\n\n\n'
        f'def louder(loud):\n    options = {options}\n    tune("louder", **options)\n'
    )
    assert language(tmp_path, {"app/config.py": text}) is None
