"""Defects of the editor."""

from __future__ import annotations

from tests.mutation.mutant import Mutant


def _rewrite(name: str, path: str, old: str, new: str, *seen_by: str, spared: str = "") -> Mutant:
    return Mutant(name, f"rewrite/{path}", old, new, seen_by, spared)


EDITOR = (
    _rewrite(
        "own body forgets the channel",
        "own_body.py",
        "    entries = [projection.entry(projection.source.quote)]\n    conditional",
        "    entries = []\n    conditional",
        "sent_to_another_server",
        "seed 34",
        "context_manager_changes",
    ),
    _rewrite(
        "own body forgets conditional keys",
        "own_body.py",
        "    entries += _conditional_entries(node.id, conditional)\n",
        "",
        "seed 80",
        "seed 49",
    ),
    _rewrite(
        "own body takes keys that may be missing",
        "own_body.py",
        'if {keys[0]} in {name} else {{}})"]',
        'if True else {{}})"]',
        "seed 49",
    ),
    _rewrite(
        "own body keeps agent fields",
        "own_body.py",
        "        if projection.leaves(key) or _never_sent(sent, key):\n",
        "        if _never_sent(sent, key):\n",
        "sent_to_another_server",
        "seed 34",
        "context_manager_changes",
    ),
    _rewrite(
        "own body copies the first value",
        "own_body.py",
        "    if len(places) != 1 or value is None:\n",
        "    if value is None:\n",
        "set_twice",
    ),
    _rewrite(
        "own body trusts what runs later",
        "own_body.py",
        "            return suite.index(statement) < suite.index(current)",
        "            return True",
        "own_body_set_later",
    ),
    _rewrite(
        "own body copies names that change",
        "own_body.py",
        "    return text if len(bindings) == 1 and same else None",
        "    return text",
        "own_body_name_changes",
    ),
    _rewrite(
        "kept keys leave",
        "bodies.py",
        "        if key in self.keep:\n            return False\n        if key in self.drop:",
        "        if key in self.keep:\n            return True\n        if key in self.drop:",
        "lambda_sends",
    ),
    _rewrite(
        "dropped keys stay",
        "bodies.py",
        "        if key in self.drop:\n            return True\n",
        "        if key in self.drop:\n            return False\n",
    ),
    _rewrite(
        "the last dropped entry stays",
        "bodies.py",
        "        without |= {index for index, entries",
        "        without -= {max(without, default=-1)}\n        without |= {index for index, entries",
    ),
    _rewrite(
        "an entry too many is dropped",
        "bodies.py",
        "        without |= {index for index, entries",
        "        without |= {index - 1 for index in without if index}\n        without |= {index for index, entries",
    ),
    _rewrite(
        "a dropped entry's effects are lost",
        "bodies.py",
        "                if self.leaves(name):\n                    self.draft.require_pure(value)\n",
        "                if self.leaves(name):\n",
        "agent_field_with_two_effects",
        "side_effect_in_agent_field",
    ),
    _rewrite(
        "displays forget the channel",
        "bodies.py",
        "            first=[self.entry(self._quote(node))] if channel else (),",
        "            first=(),",
    ),
    _rewrite(
        "dict() forgets the channel",
        "bodies.py",
        "        return container.rebuilt(without=without, replaced=replaced, first=[self.keyword])",
        "        return container.rebuilt(without=without, replaced=replaced)",
    ),
    _rewrite(
        "split keys stay whole",
        "bodies.py",
        "        if keys is not None and not keys & gone:\n            return self.source.slice(value)",
        "        if True:\n            return self.source.slice(value)",
    ),
    _rewrite(
        "a union loses its right side",
        "bodies.py",
        "        return left + between + right",
        "        return left",
    ),
    _rewrite(
        "a choice loses its other side",
        "bodies.py",
        '(body or "{}") + middle + (orelse or "{}")',
        '(body or "{}") + middle + "{}"',
    ),
    _rewrite(
        "a filter loses its condition",
        "bodies.py",
        "        return head + inner + source.text[source.end(filtered) : end]",
        "        return inner",
    ),
    _rewrite(
        "spread constants stay whole",
        "bodies.py",
        "            if keys is not None and self._is_mixed(keys):\n                return self.entries_of_constant(value)",
        "            if keys is not None and self._is_mixed(keys):\n                return None",
    ),
    _rewrite(
        "statements of agent fields stay",
        "payloads.py",
        "            self.removed.append(found.statement)\n\n    def _require_pure",
        "            pass\n\n    def _require_pure",
    ),
    _rewrite(
        "all building statements go",
        "payloads.py",
        "        elif self._goes(found):\n",
        "        elif True:\n",
        "payload_chain",
    ),
    _rewrite(
        "effects of removed statements are lost",
        "payloads.py",
        "                    self._require_pure(child, found)\n",
        "                    pass\n",
        "agent_field_with_two_effects",
        "side_effect_in_agent_field",
    ),
    _rewrite(
        "other uses are taken for building",
        "payloads.py",
        "        if found is None:\n            raise OtherUse\n",
        "        if found is None:\n            return\n",
        "read_by_expression",
    ),
    _rewrite(
        "update keeps agent keywords",
        "payloads.py",
        "                self.draft.require_pure(keyword.value)\n                without.add(index)\n            elif keyword.arg in self.projection",
        "                self.draft.require_pure(keyword.value)\n            elif keyword.arg in self.projection",
    ),
    _rewrite(
        "updates go whole",
        "payloads.py",
        "        if len(without) == len(container.pieces):\n",
        "        if without:\n",
    ),
    _rewrite(
        "the first builder gets no channel",
        "payloads.py",
        "channel=self.is_first and not builds_on_itself)",
        "channel=False)",
    ),
    _rewrite(
        "the URL keeps its old path",
        "strings.py",
        "        return hole.join(self.new)",
        "        return self.old",
    ),
    _rewrite("the URL is any that holds the path", "strings.py", 'r"\\Z", text)', 'r"", text)'),
    _rewrite(
        "the URL's query is lost",
        "strings.py",
        '    text = kept + before + change.filled(f"{{{name}}}") + after\n',
        '    text = kept + before + change.filled(f"{{{name}}}")\n',
    ),
    _rewrite(
        "the agent's name is written as text",
        "strings.py",
        '    prefix = "f" + literal.prefix',
        '    prefix = "" + literal.prefix',
    ),
    _rewrite(
        "f-strings lose what stands before",
        "strings.py",
        "    text = kept + before",
        "    text = before",
    ),
    _rewrite(
        "a taken name is used",
        "references.py",
        "    if draft.names.bound_anywhere(name) and existing(draft, reference) is None:\n",
        "    if False:\n",
        "name_is_taken",
        "local_name_is_taken",
    ),
    _rewrite(
        "the agent's constant isn't written",
        "references.py",
        '            lines.append(f"{reference.name} = {_quoted(reference.value, quote)}")\n',
        '            lines.append("")\n',
    ),
    _rewrite(
        "the environment is read by another name",
        "references.py",
        "{environ.text}[{quote}{reference.name}{quote}]",
        "{environ.text}[{quote}{reference.name}_{quote}]",
    ),
    _rewrite(
        "an emptied block's test goes unasked",
        "blocks.py",
        "        if not draft.removed.issuperset(suites) or not is_pure(head, draft.names):".replace(
            "        if", "    if"
        ),
        "    if not draft.removed.issuperset(suites):",
    ),
    _rewrite(
        "an emptied `if` isn't inverted",
        "blocks.py",
        "            draft.inverted.add(parent)\n            return\n",
        "            draft.inverted.add(parent)\n            draft.inverted.discard(parent)\n            draft.removed.add(parent)\n            return\n",
    ),
    _rewrite(
        "inverting forgets `not`",
        "blocks.py",
        '        return f"not {text}"',
        "        return text",
    ),
    _rewrite(
        "inverting flips nothing",
        "blocks.py",
        '        return f"{left} {_OPPOSITE[type(test.ops[0])]} {right}"',
        "        return text",
    ),
    _rewrite(
        "a shared payload is reduced for all",
        "editor.py",
        "        common = common_reduction([other for other, _ in sent])",
        "        common = edit",
        "shared_payload_two_paths",
    ),
    _rewrite(
        "constants used elsewhere are reduced",
        "editor.py",
        "        shared = variable.scope.is_module and draft.used_elsewhere(variable.name)",
        "        shared = False",
        "constants_used_elsewhere",
    ),
)
