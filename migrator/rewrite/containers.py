"""Entries of a dict display or a call taken out and put in, with the layout around them kept.

libcst splits the text; what is kept is put together again piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

_FIRST_LINE = re.compile(r"[^\r\n]*")
_MODULE = cst.Module([])


@dataclass(frozen=True, slots=True)
class _Piece:
    """One entry: what stands above and before it, its text, and a comment after its comma."""

    lead: str
    code: str
    trailing: str

    @property
    def layout(self) -> str:
        """`lead` without comments: what a new entry in its place begins with."""
        if "\n" not in self.lead and "\r" not in self.lead:
            return self.lead
        indentation = self.lead[max(self.lead.rfind("\n"), self.lead.rfind("\r")) + 1 :]
        newline = "\r\n" if "\r\n" in self.lead else "\n"
        return newline + indentation


@dataclass(frozen=True, slots=True)
class Container:
    """A dict display (`{`…`}`), a call (`f(`…`)`) or an import of names in pieces."""

    opening: str
    pieces: tuple[_Piece, ...]
    has_trailing_comma: bool
    final: str
    closing: str

    def rebuilt(
        self,
        *,
        without: Collection[int] = (),
        replaced: Mapping[int, Sequence[str]] | None = None,
        first: Sequence[str] = (),
    ) -> str:
        """The text without some entries, with others replaced, and with new ones in front."""
        pieces = self._chosen(without, replaced or {})
        pieces = [*self._new(first, pieces), *pieces]
        if not pieces:
            return self.opening + (self.final if "#" in self.final else "") + self.closing
        text = self.opening
        for position, piece in enumerate(pieces):
            last = position == len(pieces) - 1
            comma = "," if not last or (self.has_trailing_comma and self.pieces) else ""
            text += piece.lead + piece.code + comma + piece.trailing
        return text + self.final + self.closing

    def _chosen(
        self, without: Collection[int], replaced: Mapping[int, Sequence[str]]
    ) -> list[_Piece]:
        chosen: list[_Piece] = []
        gap: _Piece | None = None
        for index, piece in enumerate(self.pieces):
            if index in without:
                gap = gap or piece
                continue
            lead = piece.lead
            if gap is not None:
                starts_line = "\n" in lead or "\r" in lead
                if not starts_line or (not chosen and gap.layout == gap.lead and "#" not in lead):
                    lead = gap.layout
                gap = None
            if index not in replaced:
                chosen.append(_Piece(lead, piece.code, piece.trailing))
                continue
            codes = replaced[index]
            for nth, code in enumerate(codes):
                last = nth == len(codes) - 1
                between = _Piece(lead, "", "").layout or " "
                chosen.append(
                    _Piece(between if nth else lead, code, piece.trailing if last else "")
                )
        return chosen

    def _new(self, codes: Sequence[str], kept: list[_Piece]) -> list[_Piece]:
        if not codes:
            return []
        layout = self.pieces[0].layout if self.pieces else ""
        between = layout if "\n" in layout or "\r" in layout else " "
        if kept and "\n" not in kept[0].lead and "\r" not in kept[0].lead:
            kept[0] = _Piece(between, kept[0].code, kept[0].trailing)
        return [_Piece(between if nth else layout, code, "") for nth, code in enumerate(codes)]


def split_display(text: str) -> Container:
    """A dict display in pieces. Raises ValueError when the text is something else."""
    node = cst.parse_expression(text)
    if not isinstance(node, cst.Dict) or node.lpar:
        raise ValueError("not a dict display")
    module = _printer(text)
    gap = module.code_for_node(node.lbrace.whitespace_after)
    end = module.code_for_node(node.rbrace.whitespace_before)
    return _split(module, "{", list(node.elements), gap, end, "}")


def split_call(text: str) -> Container:
    """A call in pieces, its arguments being the entries. Raises ValueError for other text."""
    node = cst.parse_expression(text)
    if not isinstance(node, cst.Call) or node.lpar:
        raise ValueError("not a call")
    module = _printer(text)
    function = module.code_for_node(node.func) + module.code_for_node(node.whitespace_after_func)
    gap = module.code_for_node(node.whitespace_before_args)
    end = ""
    arguments = list(node.args)
    if arguments:
        end = module.code_for_node(arguments[-1].whitespace_after_arg)
        arguments[-1] = arguments[-1].with_changes(whitespace_after_arg=cst.SimpleWhitespace(""))
    return _split(module, f"{function}(", arguments, gap, end, ")")


def split_import(text: str) -> Container:
    """A `from … import` statement in pieces, its names being the entries.

    Raises ValueError for other text.
    """
    line = cst.parse_statement(text)
    node = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    if not isinstance(node, cst.ImportFrom) or isinstance(node.names, cst.ImportStar):
        raise ValueError("not an import of names")
    module = _printer(text)
    names = list(node.names)
    start = text.index("import", len("from")) + len("import")
    if node.lpar is None or node.rpar is None:
        start += len(module.code_for_node(node.whitespace_after_import))
        return _split(module, text[:start], names, "", "", "")
    opening = text[: text.index("(", start) + 1]
    gap = module.code_for_node(node.lpar.whitespace_after)
    end = module.code_for_node(node.rpar.whitespace_before)
    return _split(module, opening, names, gap, end, ")")


def _printer(text: str) -> cst.Module:
    return _MODULE.with_changes(default_newline="\r\n") if "\r\n" in text else _MODULE


def _split(
    module: cst.Module,
    opening: str,
    elements: Sequence[cst.BaseDictElement | cst.Arg | cst.ImportAlias],
    gap: str,
    end: str,
    closing: str,
) -> Container:
    pieces: list[_Piece] = []
    has_comma = False
    trailing, lead = "", gap
    if "\n" in gap or "\r" in gap:
        opening_comment = _FIRST_LINE.match(gap)
        assert opening_comment is not None
        opening, lead = opening + opening_comment[0], gap[opening_comment.end() :]
    for position, element in enumerate(elements):
        last = position == len(elements) - 1
        comma = element.comma
        has_comma = isinstance(comma, cst.Comma)
        after = end if last else ""
        before_comma = ""
        if isinstance(comma, cst.Comma):
            before_comma = module.code_for_node(comma.whitespace_before)
            after = module.code_for_node(comma.whitespace_after) + after
        bare = element.with_changes(comma=cst.MaybeSentinel.DEFAULT)
        trailing, rest = _split_gap(after)
        code = module.code_for_node(bare) + before_comma
        pieces.append(_Piece(lead, code, trailing))
        lead = rest
    final = lead if elements else end
    return Container(opening, tuple(pieces), has_comma, final, closing)


def _split_gap(gap: str) -> tuple[str, str]:
    """A comment that ends the line of the entry before, and what leads the next entry."""
    first = _FIRST_LINE.match(gap)
    assert first is not None
    if first.end() == len(gap):
        return "", gap
    return gap[: first.end()], gap[first.end() :]
