"""Defects of the evaluator."""

from __future__ import annotations

from tests.mutation.mutant import Mutant


def _read(name: str, path: str, old: str, new: str, *seen_by: str, spared: str = "") -> Mutant:
    return Mutant(name, f"read/{path}", old, new, seen_by, spared)


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
        "                put(held, keyword.arg, value)\n        if held.is",
        "                pass\n        if held.is",
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
        "        changed = changed or self._changes.of(cls, method.name, in_initializer=False)\n",
        "",
    ),
    _read(
        "a replaced method is as written",
        "instances.py",
        "        changed = self._changes.replacing(cls, method.name)\n",
        "        changed = None\n",
    ),
    _read(
        "decorators are faithful",
        "calls.py",
        "        if wrapper not in FAITHFUL | CACHES:\n",
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
