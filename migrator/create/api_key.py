"""The API key, in a shape that nothing prints by accident."""

from __future__ import annotations

import json
from urllib.parse import quote

from migrator.model.errors import InputError
from migrator.model.settings import KEY_VARIABLE

REDACTED = "[key]"


class ApiKey:
    """Holds the key. `str`, `repr`, formatting and pickling never show it."""

    __slots__ = ("__secret",)

    def __init__(self, secret: str) -> None:
        """Raises InputError when `secret` can't stand in a header; the message doesn't show it."""
        secret = secret.strip()
        if not secret:
            raise InputError(f"No API key. Set {KEY_VARIABLE} in the environment.")
        if not (secret.isascii() and secret.isprintable()) or " " in secret:
            raise InputError(
                f"{KEY_VARIABLE} holds characters that no key has (a line break, a space or "
                "non-ASCII text). Copy it again from the dashboard."
            )
        self.__secret = secret

    def reveal(self) -> str:
        """The key itself, for the header."""
        return self.__secret

    def redact(self, text: str) -> str:
        """`text` without the key in it, should a server have echoed it, as it is or quoted."""
        for form in (self.__secret, quote(self.__secret, safe=""), json.dumps(self.__secret)[1:-1]):
            if form in text:
                text = text.replace(form, REDACTED)
        return text

    def __repr__(self) -> str:
        return f"ApiKey({REDACTED})"

    def __reduce__(self) -> str:
        raise TypeError("an API key is not pickled")
