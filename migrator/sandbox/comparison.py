"""Whether two runs opened the same sessions, said in words.

Ids, times and the agent are not compared: they differ by nature.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

COMPARED = ("effective", "memoryKey", "apiVersion")


def differences(
    before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]]
) -> list[str]:
    """Compare sessions as `/sandbox/sessions` shows them, pairwise in order of creation.

    Out comes one line a difference, such as "session 2: voiceId was "alloy", is "verse"";
    an empty list means that both runs opened equal sessions.
    """
    found = []
    if len(before) != len(after):
        found.append(f"{len(before)} sessions were opened before, {len(after)} after")
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        for part in COMPARED:
            path = "" if part == "effective" else part
            found += [
                f"session {number}: {line}" for line in _unequal(path, old.get(part), new.get(part))
            ]
    return found


def _unequal(path: str, old: object, new: object) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            inner = f"{path}.{key}" if path else str(key)
            yield from _unequal(inner, old.get(key), new.get(key))
            if (key in old) != (key in new) and old.get(key) is new.get(key) is None:
                yield f"{inner} was {_presence(key, old)}, is {_presence(key, new)}"
    elif _spelled(old) != _spelled(new):
        yield f"{path} was {_spelled(old)}, is {_spelled(new)}"


def _presence(key: str, holder: Mapping[str, object]) -> str:
    return "null" if key in holder else "absent"


def _spelled(value: object) -> str:
    # Not ==, which calls 1 and True equal.
    return "absent" if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)
