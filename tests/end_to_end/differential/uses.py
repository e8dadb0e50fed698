"""What else happens to a body: it is looked at, or changed behind the call's back."""

from __future__ import annotations

from tests.end_to_end.differential.draft import Draft

DESCRIBE = "def describe(what):\n    print(sorted(what), len(what))"
SUMMARY = "def summary(what):\n    return {key: str(each) for key, each in what.items()}"
ENRICH = "def enrich(what):\n    what['language'] = 'fr'\n    return what"
ENRICH_DEEP = "def enrich_deep(what):\n    what['providerConfig']['voiceId'] = 'echo'"

READS = [
    "print(len({0}))",
    "print({0})",
    "print(json.dumps({0}, sort_keys=True))",
    "print(sorted({0}))",
    "print({0}['companionId'])",
    "print('language' in {0}, {0}.get('language'))",
    "logging.warning('opening %s', {0})",
    "SEEN.append({0})",
    "SEEN.append(dict({0}))",
    "describe({0})",
    "print(summary({0}))",
    "for key in {0}:\n    print(key)",
    "print({0} == dict({0}))",
    "print(f'{{{0}}}')",
    "print({{**{0}, 'extra': 1}})",
    "before = repr({0})\nprint(before)",
    "assert {0}['companionId'], 'no companion'",
    "if 'tags' in {0}:\n    print({0}['tags'])",
    "print({0}['providerConfig']['voiceId'])",
    "kept = {0}\nprint(kept)",
    "companion, *_ = {0}.values()\nprint(companion)",
]
CHANGES = [
    "enrich({0})",
    "{0} = enrich({0})",
    "enrich_deep({0})",
    "alias = {0}\nalias['language'] = 'fr'",
    "deeper = {0}['providerConfig']\ndeeper['voiceId'] = 'sage'",
    "{0}.__setitem__('language', 'fr')",
    "dict.update({0}, language='fr')",
    "operator.setitem({0}, 'language', 'fr')",
    "{0}.pop('language', None)",
    "{0}.pop('tags', None)",
    "{0}.pop('providerConfig')\n{0}['providerConfig'] = {{'voiceId': 'echo'}}",
    "if 'language' in {0}:\n    del {0}['language']",
    "[{0}.pop(key, None) for key in ('language', 'functions')]",
    "{0} = {{key: each for key, each in {0}.items() if key != 'language'}}",
    "{0} = {{key: each for key, each in {0}.items() if each}}",
    "{0}['language'], {0}['initialSpeech'] = 'fr', 'Salut'",
    "{0}['language'] = {0}['initialSpeech'] = 'fr'",
    "for {0}['language'] in ('en', 'fr'):\n    pass",
    "{0}.update([('language', 'fr')])",
    "{0}.update(zip(['language'], ['fr']))",
    "{0}.setdefault('functions', []).append('fn_late')",
    "{0}['providerConfig'].update(voiceId='ash')",
    "{0}['providerConfig'] |= {{'voiceId': 'ash'}}",
    "for each in [{0}]:\n    each['language'] = 'it'",
    "boxes = {{'body': {0}}}\nboxes['body']['language'] = 'it'",
    "(lambda what: what.update(language='it'))({0})",
    "{0} = {0} | {{'language': 'it'}}",
    "exec(\"{0}['language'] = 'it'\")",
    "globals().setdefault('BOX', {{}})['body'] = {0}\nBOX['body']['language'] = 'it'",
    "match {0}:\n    case {{'companionId': _}}:\n        {0}['language'] = 'it'",
    "{0}['providerConfig'] = {0}['providerConfig'] and {{'voiceId': 'ballad'}}",
    "{0} = json.loads(json.dumps({0}))",
    "{0} = collections.OrderedDict({0})",
    "{0} = collections.ChainMap({{'language': 'it'}}, {0})\n{0} = dict({0})",
    "{0} = dict(sorted({0}.items()))",
    "{0} = copy.deepcopy({0})\n{0}['language'] = 'it'",
    "{0}, other = {0}, 1",
    "with contextlib.suppress(KeyError):\n    del {0}['language']",
    "while 'language' not in {0}:\n    {0}['language'] = 'it'",
    "setter = {0}.__setitem__\nsetter('language', 'it')",
    "change = {0}.update\nchange(language='it')",
    "map_of = vars()\nprint(type(map_of).__name__)",
    "functions = {0}.setdefault('functions', [])\nfunctions += ['fn_late']",
    "language = 'it'\n{0}.update(language=language)",
    "def later():\n    {0}['language'] = 'it'\nlater()",
    "class Box:\n    held = {0}\nBox.held['language'] = 'it'",
    "(made := {0})['language'] = 'it'",
]
_NEEDS = {
    "json.": "import json",
    "logging.": "import logging",
    "operator.": "import operator",
    "copy.": "import copy",
    "collections.": "import collections",
    "contextlib.": "import contextlib",
}
_FUNCTIONS = {
    "describe(": DESCRIBE,
    "summary(": SUMMARY,
    "enrich(": ENRICH,
    "enrich_deep(": ENRICH_DEEP,
}


def read(draft: Draft, name: str) -> str:
    """A statement that looks at the body and doesn't change it."""
    return _used(draft, name, draft.pick(READS), "read")


def change(draft: Draft, name: str) -> str:
    """Statements that change the body, or look as if they did."""
    draft.varies()
    chosen = draft.pick(CHANGES)
    return _used(draft, name, chosen, "change")


def _used(draft: Draft, name: str, use: str, kind: str) -> str:
    text = use.format(name)
    draft.trait(f"{kind}: {use.splitlines()[0]}")
    for mark, line in _NEEDS.items():
        if mark in text:
            draft.imports.add(line)
    for mark, source in _FUNCTIONS.items():
        if mark in text:
            draft.function(source)
    if "SEEN" in text:
        if "SEEN = []" not in draft.constants:
            draft.constants.append("SEEN = []")
        if "print(SEEN)" not in draft.late:
            draft.late.append("print(SEEN)")
    return text
