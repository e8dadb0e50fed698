"""The defects: small changes of the source, each as someone might make it by mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """A defect: in `path` (below `migrator`), the one place that says `old` says `new`.

    `spared` explains one that nothing needs to stop.
    """

    name: str
    path: str
    old: str
    new: str
    spared: str = ""


def _read(name: str, path: str, old: str, new: str, spared: str = "") -> Mutant:
    return Mutant(name, f"read/{path}", old, new, spared)


def _rewrite(name: str, path: str, old: str, new: str, spared: str = "") -> Mutant:
    return Mutant(name, f"rewrite/{path}", old, new, spared)


EVALUATOR = (
    _read(
        "pop is ignored", "methods.py", "            del held.slots[key]\n", "            pass\n"
    ),
    _read(
        "pop forgets a default",
        "methods.py",
        "            return given\n        left",
        "            return Known(None)\n        left",
    ),
    _read("clear keeps the keys", "methods.py", "        held.slots.clear()\n", ""),
    _read(
        "setdefault always sets",
        "methods.py",
        "        if slot is not None and not slot.when:\n            return slot.value\n        values",
        "        if slot is not None and not slot.when:\n            put(held, key, default)\n        values",
    ),
    _read(
        "update's keywords are lost",
        "methods.py",
        "                put(held, keyword.arg, value)\n        if held.shared",
        "                pass\n        if held.shared",
    ),
    _read(
        "update's arguments are lost",
        "methods.py",
        "            merge(reader, held, [Spread(part, value)], frame)\n        for keyword",
        "            pass\n        for keyword",
    ),
    _read(
        "get takes a key that may be missing",
        "methods.py",
        "            if slot is not None and not slot.when:\n                return slot.value\n            if slot is None and held.rest",
        "            if slot is not None:\n                return slot.value\n            if slot is None and held.rest",
    ),
    _read(
        "a copy is the same dict",
        "methods.py",
        "        return reader.allocate_dict(node, held.twin(), frame)",
        "        return ref",
    ),
    _read("append is ignored", "methods.py", "            held.items.append(item)\n", ""),
    _read(
        "a spread of the unknown brings nothing",
        "dicts.py",
        "        target.rest = frame.unknown(part.node, why)\n        reader.blur_slots(target, f",
        "        reader.blur_slots(HeapDict(), f",
    ),
    _read(
        "a spread doesn't overwrite",
        "dicts.py",
        "        put(target, key, slot.value, (*part.when, *slot.when))",
        "        if key not in target.slots:\n            put(target, key, slot.value, (*part.when, *slot.when))",
    ),
    _read("a spread forgets its condition", "dicts.py", "(*part.when, *slot.when))", "slot.when)"),
    _read(
        "a conditional spread is taken always",
        "dicts.py",
        "taken = spreads(reader, body, frame, when if decided else (*when, condition))",
        "taken = spreads(reader, body, frame, when)",
    ),
    _read(
        "setting under a condition overwrites",
        "dicts.py",
        "        before.value = choose(value, before.value, all_of(when), key)",
        "        before.value = value",
    ),
    _read(
        "branches join to the first",
        "joining.py",
        "    if one == other:\n        return one\n    if when is not None",
        "    if one is not None:\n        return one\n    if when is not None",
    ),
    _read(
        "variants are swapped",
        "joining.py",
        "((when, one), (negated(when), other))",
        "((when, other), (negated(when), one))",
    ),
    _read(
        "a key of one branch is always there",
        "joining.py",
        "    return Slot(present.value, (*present.when, when if first is not None else negated(when)))",
        "    return Slot(present.value, present.when)",
    ),
    _read(
        "a negated condition isn't",
        "joining.py",
        '    return Condition(f"not ({text})", condition.span)',
        "    return condition",
    ),
    _read(
        "unknown keys of a branch are forgotten",
        "joining.py",
        "slots=slots, rest=one.rest or other.rest)",
        "slots=slots, rest=one.rest)",
    ),
    _read(
        "lists of two branches are the first's",
        "joining.py",
        '        joined.unknown = PerRequest("...", why)\n',
        "",
    ),
    _read(
        "clients of two branches are the first",
        "joining.py",
        '        base_url = PerRequest("base_url", why)',
        "        pass",
    ),
    _read(
        "an instance has what one branch set",
        "joining.py",
        "        return blurred(held, PerRequest(name, why))\n    return _joined(name, first",
        "        return held[0]\n    return _joined(name, first",
    ),
    _read(
        "an item set by an unknown key changes nothing",
        "assignments.py",
        '            reader.changed_somehow(owner, "one of its items is set", frame)\n',
        "",
    ),
    _read(
        "del leaves the key",
        "assignments.py",
        "                    frame.state.dict_of(owner).slots.pop(key, None)",
        "                    pass",
    ),
    _read(
        "an attribute of a class that is set stays",
        "assignments.py",
        '            reader.instances.taint(owner, target.attr, f"it is changed in {frame.module.path}")',
        "            pass",
    ),
    _read(
        "a module's name that is set stays",
        "assignments.py",
        '            reader.program.taint(path, target.attr, f"it is changed in {frame.module.path}")',
        "            pass",
    ),
    _read(
        "`global` is local",
        "assignments.py",
        '        reader.program.taint(frame.module.path, name, f"{name} is assigned in a function")',
        "        pass",
    ),
    _read(
        "rebinding a module's name isn't seen",
        "assignments.py",
        "            reader.program.reassigned.setdefault((frame.module.path, name), why)",
        "            pass",
    ),
    _read(
        "names a closure holds loosely are its own",
        "assignments.py",
        "            reader.hold_loosely(value, frame)",
        "            pass",
    ),
    _read(
        "an exception comes after the whole block",
        "protected.py",
        "        failed = join(failed, _halfway(statement, before, frame.state), None, _WHY)\n",
        "",
    ),
    _read("`with` never swallows", "protected.py", "    if not swallows:\n", "    if True:\n"),
    _read(
        "a loop runs once",
        "loops.py",
        "    frame.state.become(join(entry, after, None, _WHY))",
        "    frame.state.become(after)",
    ),
    _read(
        "`else` of a loop always runs",
        "loops.py",
        "            frame.state.become(join(frame.state, left, None, _WHY) if falls else left)",
        "            pass",
    ),
    _read(
        "what was passed on is unchanged",
        "state.py",
        "        for key in spoilt:\n            self.spoil_object(key, why)",
        "        for key in ():\n            self.spoil_object(key, why)",
    ),
    _read(
        "a spoilt dict holds no other keys",
        "state.py",
        "                thing.rest = unknown\n                thing.slots",
        "                thing.slots",
    ),
    _read(
        "a spoilt dict keeps its values",
        "state.py",
        '                    name: Slot(PerRequest(f"...[{name!r}]", why), perhaps) for name in thing.slots',
        "                    name: slot for name, slot in thing.slots.items()",
    ),
    _read(
        "a shared object isn't spoilt when others run",
        "reader.py",
        "            if thing.shared or (changers",
        "            if (changers",
    ),
    _read(
        "a subclass's override isn't looked at",
        "class_changes.py",
        "        if name in overriding:\n",
        "        if False:\n",
    ),
    _read(
        "a method that sets it isn't looked at",
        "class_changes.py",
        "                if name in changed:\n                    return",
        "                if False:\n                    return",
    ),
    _read(
        "outside code sets no attributes",
        "class_changes.py",
        "        return self._program.changed_attribute(self._ways_to(cls), name)",
        "        return None",
    ),
    _read(
        "class decorators change nothing",
        "class_changes.py",
        "        if other is not None:\n            return other\n",
        "",
    ),
    _read(
        "an overridden method is the class's own",
        "instances.py",
        "        if method.name in overriding:\n",
        "        if False:\n",
    ),
    _read(
        "a replaced method is as written",
        "instances.py",
        "        if replaced is not None:\n            return frame.unknown(node, replaced)\n",
        "",
    ),
    _read(
        "decorators are faithful",
        "calls.py",
        "        if wrapper not in _FAITHFUL_DECORATORS | _CACHES:\n",
        "        if False:\n",
    ),
    _read(
        "functions return their last value",
        "calls.py",
        "            result = blurred((value, result), PerRequest",
        "            result = value if value else blurred((value, result), PerRequest",
    ),
    _read(
        "`__all__` is not looked at",
        "imports.py",
        '    names = state.names.get("__all__")\n',
        '    names = state.names.get("__nothing__")\n',
    ),
    _read(
        "names set by text are as written", "trust.py", "        self._search_by_text(wanted)\n", ""
    ),
    _read(
        "comprehension filters let all pass",
        "comprehensions.py",
        "        when = _filtered(reader, generator.ifs, inner, each.when)\n        if when is None:\n            continue\n        key",
        "        when = each.when\n        key",
    ),
    _read(
        "walrus in a comprehension is local",
        "comprehensions.py",
        "            reader.assign_name(part.target.id, PerRequest(part.target.id, why), frame)",
        "            pass",
    ),
)

EDITOR = (
    _rewrite(
        "own body forgets the channel",
        "own_body.py",
        "    entries = [projection.entry(projection.source.quote)]\n    conditional",
        "    entries = []\n    conditional",
    ),
    _rewrite(
        "own body forgets conditional keys",
        "own_body.py",
        "    entries += _conditional_entries(node.id, conditional)\n",
        "",
    ),
    _rewrite(
        "own body takes keys that may be missing",
        "own_body.py",
        'if {keys[0]} in {name} else {{}})"]',
        'if True else {{}})"]',
    ),
    _rewrite(
        "own body keeps agent fields",
        "own_body.py",
        "        if projection.leaves(key):\n            continue\n        if key in projection.drop_members",
        "        if key in projection.drop_members",
    ),
    _rewrite(
        "own body copies the first value",
        "own_body.py",
        "    if len(places) != 1 or value is None:\n",
        "    if value is None:\n",
    ),
    _rewrite(
        "own body trusts what runs later",
        "own_body.py",
        "            return suite.index(statement) < suite.index(current)",
        "            return True",
    ),
    _rewrite(
        "own body copies names that change",
        "own_body.py",
        "    return text if len(bindings) == 1 and same else None",
        "    return text",
    ),
    _rewrite(
        "kept keys leave",
        "bodies.py",
        "        if key in self.keep:\n            return False\n        if key in self.drop:",
        "        if key in self.keep:\n            return True\n        if key in self.drop:",
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
    ),
    _rewrite(
        "effects of removed statements are lost",
        "payloads.py",
        "                    self._require_pure(child, found)\n",
        "                    pass\n",
    ),
    _rewrite(
        "other uses are taken for building",
        "payloads.py",
        "        if found is None:\n            raise OtherUse\n",
        "        if found is None:\n            return\n",
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
        "        same = all(body_group(other) == body_group(edit) for other, _ in sent)",
        "        same = True",
    ),
    _rewrite(
        "constants used elsewhere are reduced",
        "editor.py",
        "        shared = variable.scope.is_module and draft.used_elsewhere(variable.name)",
        "        shared = False",
    ),
)

MUTANTS = (*EVALUATOR, *EDITOR)
