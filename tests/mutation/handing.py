"""Defects of the evaluator in what is handed over: unpacked arguments, threads, logs, answers,
and what objects hold.
"""

from __future__ import annotations

from tests.mutation.mutant import Mutant


def _read(name: str, path: str, old: str, new: str, *seen_by: str) -> Mutant:
    return Mutant(name, f"read/{path}", old, new, seen_by)


HANDING: tuple[Mutant, ...] = (
    _read(
        "keywords that aren't known leave a default to stand",
        "binding.py",
        "        further.append(offer.keywords if name in by_name else None)\n",
        "",
        "unpacked_options_name_the_voice",
    ),
    _read(
        "items that aren't known leave a default to stand",
        "binding.py",
        "        further = [offer.items if name in in_order else None]",
        "        further: list[_Unpacked | None] = []",
        "unpacked_items_name_the_voice",
    ),
    _read(
        "what is behind unpacked items keeps its place",
        "binding.py",
        "    offer = _Offer(positional[: len(before)], named)",
        "    offer = _Offer(positional, named)",
        "unpacked_items_before_the_voice",
    ),
    _read(
        "keywords that aren't known are none",
        "binding.py",
        "HeapDict(rest=offer.keywords.unknown if offer.keywords is not None else None)",
        "HeapDict()",
        "unpacked_options_are_in_the_body",
    ),
    _read(
        "what is unpacked can't be changed",
        "binding.py",
        "                reader.spoil(part.value, why, frame)",
        "                pass",
        "tests/read/test_trust.py",
    ),
    _read(
        "a keyword under a condition is always given",
        "binding.py",
        "    if given is not None and given[0].when:",
        "    if False:",
        "options_under_a_condition",
    ),
    _read(
        "whatever is called a log is one",
        "loggers.py",
        "    return named and not program.ask(Searches.method_defined, method.attr)",
        "    return named",
        "path_goes_to_a_given_log",
        "payload_goes_to_a_given_log",
    ),
    _read(
        "a thread is always waited for",
        "runners.py",
        "    waits = whole_of(frame.module, node) is not node",
        "    waits = True",
        "body_changed_before_a_thread_sends_it",
    ),
    _read(
        "every client sends just what it is given",
        "request_objects.py",
        "    sends[node] = plain and sends.get(node, True)",
        "    sends[node] = True",
        "request_object_sent_by_clients",
    ),
    _read(
        "answers among others are lost",
        "echoes.py",
        "        if held.among:\n            return self._of_any(module, call, attributes, depth)\n",
        "",
        "gathered_answers_are_read",
        "answers_of_threads_are_read",
    ),
    _read(
        "answers on objects are lost",
        "echoes.py",
        "        if held.attribute:\n            return self._of_attribute(",
        "        if False:\n            return self._of_attribute(",
        "answer_kept_on_an_object",
    ),
    Mutant(
        "what isn't certain to be sent is understood",
        "read/mentions.py",
        "            elif not sent.uncertain and (",
        "            elif (",
        ("tests/read/test_mentions.py",),
        spared="Not needed twice: calls of unknown code that get an address are listed as well.",
    ),
    _read(
        "whoever holds a body too doesn't change it",
        "untouched.py",
        "    return held.count(spot.value) == 1 and reached.isdisjoint(others)",
        "    return True",
        "body_reached_before_a_thread_sends_it",
    ),
    _read(
        "code behind a call doesn't change what it sends",
        "untouched.py",
        "    return not named_later and not in_a_loop",
        "    return not in_a_loop",
        "body_changed_before_a_thread_sends_it",
    ),
    _read(
        "the next round doesn't change what a call sends",
        "untouched.py",
        "    return not named_later and not in_a_loop",
        "    return not named_later",
        "tests/read/test_runners.py",
    ),
    _read(
        "an attribute is held by its name alone",
        "holding.py",
        "held(value, frame.module.code(node), holder, scope_of(frame)) if is_self",
        "held(value, node.attr, holder, scope_of(frame)) if is_self",
        "variant_held_attribute_of_callers",
    ),
    _read(
        "methods of what holds objects aren't run for what they change",
        "cluster.py",
        "        run_methods_of_holders(program)\n",
        "",
        "held_by_imported_instance",
        "held_by_instance_of_instance",
        "held_by_class_of_another_file",
    ),
    _read(
        "a function made by an initializer changes nothing",
        "program.py",
        "self.unstable.get(key) or self.unstable.get(place(key))",
        "self.unstable.get(key)",
        "tests/read/test_holders.py",
    ),
    _read(
        "what is kept under another name is changed by that name alone",
        "reader.py",
        '                self._destabilise(key, f"it is kept elsewhere in {frame.module.path}", frame)\n',
        "                continue\n",
        "held_by_instance_under_two_names",
    ),
)
