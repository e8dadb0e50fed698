"""Files that are no Python and name an endpoint: what they are, and the lines that do.

Generated and vendored files are nobody's to migrate, so they are counted and not listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from migrator.model.pack import RulePack

_VENDORED = re.compile(
    r"(?:^|/)(?:node_modules|bower_components|site-packages|dist-packages|vendor|vendored|_vendor"
    r"|third_party|third-party|\.?venv|virtualenv|\.tox|\.nox|\.eggs|[^/]+\.(?:egg|dist)-info)/"
)
_GENERATED_NAME = re.compile(
    r"(?:\.min\.(?:js|mjs|css)|\.bundle\.js|\.map|\.lock|_pb2(?:_grpc)?\.pyi?|\.pb\.\w+|\.snap|\.log"
    r"|(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|bun\.lockb|go\.sum))$"
)
_GENERATED = re.compile(
    rb"@generated\b|generated [^\n]*\bDO NOT EDIT\b|\b[Aa]uto-?generated (?:by|file|code)\b"
)
_HEAD = 2_048
_LONGEST_LINE = 2_000
_KINDS = {
    "Dockerfile": {"dockerfile", ".dockerfile"},
    "environment file": {".env"},
    "HTML": {".html", ".htm", ".vue", ".svelte", ".jinja", ".jinja2", ".j2"},
    "HTTP request file": {".http", ".rest"},
    "JavaScript": {".js", ".mjs", ".cjs", ".jsx"},
    "JSON": {".json"},
    "Jupyter notebook": {".ipynb"},
    "shell": {".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", "makefile", "justfile"},
    "text": {".md", ".mdx", ".rst", ".txt", ".adoc"},
    "TOML": {".toml", ".ini", ".cfg", ".properties"},
    "TypeScript": {".ts", ".tsx", ".mts", ".cts"},
    "YAML": {".yaml", ".yml"},
    "Go": {".go"},
    "Java": {".java", ".kt", ".kts", ".scala", ".groovy"},
    "Ruby": {".rb"},
    "PHP": {".php"},
    "C#": {".cs"},
    "Rust": {".rs"},
    "Swift": {".swift"},
    "Dart": {".dart"},
}
_OTHER_VERB = re.compile(
    rb"\b(?:GET|DELETE|HEAD|PUT|PATCH|OPTIONS)\b|\.(?:get|delete|head|put|patch)\s*\($"
    rb"|\.(?:get|delete|head|put|patch)[(<][^()]*$"
)
_POST = re.compile(rb"\bPOST\b|\.post\b")
_ROUTE = re.compile(rb"\b(?:app|router|server|fastify)\.(?:post|all|use|route)\s*\(\s*[\"'`]$")
_HOST = re.compile(rb"https?://([\w.-]+(?::\d+)?)$")
_RECORDED = re.compile(rb"(?m)^\s*\"?(?:interactions|http_interactions|recorded_with)\"?\s*:")


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file that names an endpoint: in which language or format, and on which lines (from 1).

    `is_recorded` says that it holds answers for tests to replay.
    """

    path: str
    kind: str
    lines: tuple[int, ...]
    is_recorded: bool


class EndpointText:
    """Finds endpoints of a pack in text of any format. `hosts` serve it besides the pack's own."""

    def __init__(self, pack: RulePack, hosts: Sequence[str]) -> None:
        paths = sorted(endpoint.path for endpoint in pack.endpoints)
        tails = sorted({path.rstrip("/").rpartition("/")[2] for path in paths})
        self._hosts = {host.encode() for host in (*pack.pack.hosts, *hosts)}
        self._keys = [key.encode() for key in pack.anchors.payload_keys]
        # A further part of the path makes it another resource, a session that is open already.
        end = rb"(?![\w-])(?!/+[\w:${<%])"
        self._whole = re.compile(_any_of(paths) + end)
        self._tail = re.compile(rb"[/\"'}\-]" + _any_of(tails) + end)
        self._agent = re.compile(rb"agents/[^/\s]+$|agents/\$?\{[^}]*\}$|agents/[^\s]*[}>)]$")

    def lines(self, data: bytes) -> tuple[int, ...]:
        """Lines that name an endpoint as something to post to, as far as the line tells."""
        if b"\0" in data:
            return ()
        found = [m.start() for m in self._whole.finditer(data) if self._counts(data, m.start())]
        if not found and any(key in data for key in self._keys):
            found = [m.start() for m in self._tail.finditer(data) if self._counts(data, m.start())]
        return tuple(sorted({data.count(b"\n", 0, place) + 1 for place in found}))

    def _counts(self, data: bytes, place: int) -> bool:
        before = data[data.rfind(b"\n", 0, place) + 1 : place]
        if self._agent.search(before) or _ROUTE.search(before):
            return False
        if _OTHER_VERB.search(before) and not _POST.search(before):
            return False
        host = _HOST.search(before)
        return host is None or host[1] in self._hosts or any(key in data for key in self._keys)

    def describe(self, path: str, data: bytes) -> OtherFile | None:
        """The file as it is to be listed, None when there is nothing to list."""
        lines = self.lines(data)
        if not lines:
            return None
        recorded = "/cassettes/" in f"/{path}" or _RECORDED.search(data) is not None
        return OtherFile(path, kind_of(path, data), lines, recorded)


def is_generated(path: str, data: bytes) -> bool:
    """Whether a file was written by a program, or comes from elsewhere."""
    if _VENDORED.search(path) or _GENERATED_NAME.search(path):
        return True
    return _GENERATED.search(data, 0, _HEAD) is not None or _is_minified(path, data)


def kind_of(path: str, data: bytes) -> str:
    """The language or format of a file, in a word or two."""
    name = PurePosixPath(path).name.lower()
    suffix = PurePosixPath(name).suffix
    if b"_postman_id" in data or b"schema.getpostman.com" in data:
        return "Postman collection"
    if re.search(rb"(?m)^\s*\"?(?:openapi|swagger)\"?\s*:", data):
        return "OpenAPI document"
    if name == ".env" or name.startswith(".env."):
        return "environment file"
    if name.startswith("dockerfile"):
        return "Dockerfile"
    if data.startswith(b"#!") and b"sh" in data[: data.find(b"\n") + 1]:
        return "shell"
    known = (kind for kind, names in _KINDS.items() if suffix in names or name in names)
    return next(known, "text")


def _is_minified(path: str, data: bytes) -> bool:
    if not path.endswith((".js", ".mjs", ".cjs", ".css", ".html")):
        return False
    return max(map(len, data.split(b"\n")), default=0) > _LONGEST_LINE


def _any_of(texts: Sequence[str]) -> bytes:
    return b"(?:" + b"|".join(re.escape(text.encode()) for text in texts) + b")"
