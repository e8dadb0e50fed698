"""Lines of a notebook that IPython takes and Python can't: magics, shell commands, questions.

Each is given a Python line that stands for it: one that does nothing where the line does nothing
to Python, and one that says so where it binds names, sets the environment or runs code.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.find.logical_lines import LogicalLines

_PYTHON_CELLS = frozenset({"time", "capture"})
_OTHER_LANGUAGES = frozenset(
    {
        "bash",
        "sh",
        "script",
        "zsh",
        "cmd",
        "powershell",
        "pwsh",
        "perl",
        "ruby",
        "system",
        "sx",
        "!",
    }
    | {"html", "HTML", "javascript", "js", "svg", "SVG", "latex", "markdown", "writefile", "file"}
    | {"python", "python2", "python3", "pypy", "css", "mermaid"}
)
_HARMLESS = frozenset(
    {"alias", "autoreload", "automagic", "bookmark", "cat", "cd", "clear", "colors", "conda"}
    | {"config", "cp", "debug", "dirs", "doctest_mode", "env", "gui", "hist", "history", "less"}
    | {"load", "load_ext", "logoff", "logon", "logstart", "logstate", "logstop", "ls", "lsmagic"}
    | {"magic", "mamba", "man", "matplotlib", "mkdir", "more", "mv", "notebook", "page", "pdb"}
    | {"pdef", "pdoc", "pfile", "pinfo", "pinfo2", "pip", "popd", "pprint", "precision", "psearch"}
    | {"psource", "pushd", "pwd", "pycat", "quickref", "rehashx", "reload_ext", "rm", "rmdir"}
    | {"save", "sx", "system", "tb", "tensorboard", "unalias", "unload_ext", "uv", "watermark"}
    | {"who", "whos", "who_ls", "xmode"}
)
_RUNS_CODE = 'exec("")'
_NOTHING = "pass"
_UNKNOWN = "get_ipython()"
_ASSIGNED = re.compile(r"(?P<targets>\s*[\w.,\[\] \t*\"'=]*[\w\]][ \t]*=[ \t]*)(?P<escaped>[%!].*)")
_MAGIC = re.compile(r"%{1,2}\s*(?P<name>[\w.!]*)[ \t]*(?P<rest>.*)")
_TIMED = re.compile(r"%time[ \t]+(?=[^\s-])")
_SCRIPT = re.compile(r"(?:\./)?(?P<name>[A-Za-z_]\w*(?:/[A-Za-z_]\w*)*)\.py\s*")
_SET = re.compile(r"(?P<name>[A-Za-z_]\w*)\s*[= ]\s*\S")
_INTERPOLATED = re.compile(r"\{([^{}]*)\}|\$([A-Za-z_]\w*)")
_NAME = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*")
_CAPTURES = re.compile(r"--(?:out|err|proc)[ =]+([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell as Python sees it.

    `code` is Python; `masked` says that it stands for something else. A line with a `prefix` is
    that magic's own statement: what follows the prefix is code and may change.
    """

    code: str
    masked: bool = False
    prefix: str = ""


def as_python(lines: Sequence[str]) -> list[Line]:
    """The lines of a cell (without their ends) as Python sees them, one for each."""
    done: list[Line] = []
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    while first < len(lines) and lines[first].startswith("%%"):
        name, rest = _parts(lines[first])
        head = _cell_magic(name, rest)
        done += [Line(line) for line in lines[len(done) : first]]
        done.append(Line(head, masked=True))
        if name not in _PYTHON_CELLS:
            return done + [Line(_NOTHING, masked=True)] * (len(lines) - len(done))
        first = next((n for n in range(first + 1, len(lines)) if lines[n].strip()), len(lines))
    return [*done, *_lines(lines[len(done) :])]


def _cell_magic(name: str, rest: str) -> str:
    if name not in _PYTHON_CELLS | _OTHER_LANGUAGES:
        return _RUNS_CODE
    bound = _CAPTURES.findall(rest)
    if name == "capture":
        bound = [word for word in rest.split() if word.isidentifier()]
    return " = ".join([*bound, _UNKNOWN]) if bound else _reading(rest)


def _lines(lines: Sequence[str]) -> Iterator[Line]:
    code = LogicalLines()
    number = 0
    while number < len(lines):
        if not (code.at_start and _is_escaped(lines[number])):
            code.feed(lines[number])
            yield Line(lines[number])
            number += 1
            continue
        last = number
        while lines[last].rstrip().endswith("\\") and last + 1 < len(lines):
            last += 1
        yield from _escaped(lines[number : last + 1])
        number = last + 1


def _escaped(lines: Sequence[str]) -> Iterator[Line]:
    """What stands for one magic or command, which may go on over several lines."""
    text = lines[0].lstrip()
    indent = lines[0][: len(lines[0]) - len(text)]
    timed = _TIMED.match(text)
    if timed is not None and len(lines) == 1:
        yield Line(indent + text[timed.end() :], masked=True, prefix=timed[0])
        return
    whole = " ".join(line.rstrip().removesuffix("\\").strip() for line in lines)
    yield Line(indent + _standing_for(whole), masked=True)
    yield from [Line(indent + _NOTHING, masked=True)] * (len(lines) - 1)


def _is_escaped(line: str) -> bool:
    text = line.strip()
    if text.startswith(("%", "!", "?")) or _ASSIGNED.match(line):
        return True
    return text.endswith("?") and not any(sign in text for sign in "#\"'")


def _standing_for(text: str) -> str:
    assigned = _ASSIGNED.match(text)
    if assigned is not None and not text.startswith(("%", "!", "?")):
        return f"{assigned['targets'].rstrip()} {_UNKNOWN}"
    if not text.startswith("%"):
        return _reading(text) if text.startswith("!") else _NOTHING
    name, rest = _parts(text)
    if name.endswith("?") or rest.endswith("?"):
        return _NOTHING
    if name in {"env", "set_env"} and (found := _SET.match(rest)):
        return f'os.environ["{found["name"]}"] = {_UNKNOWN}'
    if name == "dotenv":
        return "load_dotenv()"
    if name == "run" and (script := _SCRIPT.fullmatch(rest)):
        return f"from {script['name'].replace('/', '.')} import *"
    return _reading(rest) if name in _HARMLESS else _RUNS_CODE


def _parts(text: str) -> tuple[str, str]:
    found = _MAGIC.match(text.strip())
    return (found["name"], found["rest"]) if found is not None else ("", "")


def _reading(text: str) -> str:
    """Code that reads the variables which IPython puts into the text."""
    found = [part for pair in _INTERPOLATED.findall(text) for part in pair if part]
    names = dict.fromkeys(name for part in found for name in _NAME.findall(part))
    usable = [name for name in names if not keyword.iskeyword(name)]
    return f"print({', '.join(usable)})" if usable else _NOTHING
