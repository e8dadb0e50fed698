"""JSON as a type, and the one canonical spelling that comparison and fingerprints use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | Sequence[Json] | Mapping[str, Json]"
JsonObject: TypeAlias = "Mapping[str, Json]"


def canonical(value: Json) -> str:
    """One text for one JSON value: sorted keys, no spaces, so equal text means equal value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(value: Json) -> str:
    """SHA-256 (hex) of the canonical spelling."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()
