"""An HTML document taken apart strictly: what a browser would see, and what it must not."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset({"meta", "input", "br", "link", "wbr"})


class Document(HTMLParser):
    """Elements, ids, links and text of a document whose tags must be balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.code: dict[str, str] = {"script": "", "style": ""}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "tags left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in self.code:
            self.code[self._open[-1]] += data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All text outside script and style."""
        return "".join(self.texts)

    def attributes(self, name: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]
