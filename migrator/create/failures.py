"""How a request can fail: refused, never sent, answer unknown, answer not understood.

ApiError
├── ApiRefusal        the API answered no
│   └── ApiBusy       and asks to come back later than a run waits
├── ApiUnreachable    nothing was sent
│   └── NotSent       because the run is stopping
├── AnswerUnknown     something was sent, and whether it was done is not known
└── UnexpectedAnswer  the API answered yes with something that makes no sense
"""

from __future__ import annotations

from migrator.model.errors import ApiError

BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND = 400, 401, 403, 404
REQUEST_TIMEOUT, CONFLICT, TOO_MANY, FIRST_SERVER_ERROR = 408, 409, 429, 500


class ApiRefusal(ApiError):
    """A 3xx, 4xx or 5xx answer.

    `code` is the API's own (empty when it gave none), `message` its explanation, `retry_after`
    the seconds it asked to wait.
    """

    def __init__(
        self, status: int, code: str, message: str, retry_after: float | None = None
    ) -> None:
        self.status, self.code, self.message = status, code, message
        self.retry_after = retry_after
        said = f"The API answered {status}{f' {code}' if code else ''}: {message}"
        super().__init__(f"{said} {self._remedy}" if self._remedy else said)

    @property
    def refuses_the_key(self) -> bool:
        """Whether every other request would be refused for the same reason."""
        return self.status in (UNAUTHORIZED, FORBIDDEN)

    @property
    def is_passing(self) -> bool:
        """Whether the same request may well be answered otherwise a little later."""
        return self.status == TOO_MANY or self.status >= FIRST_SERVER_ERROR

    @property
    def is_cap(self) -> bool:
        """Whether no more agents may exist. Source: docs/introduction/limits."""
        return self.status == CONFLICT and "limit" in f"{self.code} {self.message}".lower()

    @property
    def ends_the_run(self) -> bool:
        """Whether nothing else would be done either."""
        return self.refuses_the_key or self.is_cap

    @property
    def _remedy(self) -> str:
        if self.refuses_the_key:
            return "Check that the key is valid and is this project's, then run this again."
        if self.is_cap:
            return (
                "The cap counts the agents of all projects of the organization: delete unused "
                "ones or let more calls share an agent, then run this again."
            )
        return ""


class ApiBusy(ApiRefusal):
    """A refusal that asks to wait for longer than a run does."""

    @property
    def is_passing(self) -> bool:
        """It is, but nobody waits for it."""
        return False

    @property
    def ends_the_run(self) -> bool:
        """All requests are told the same."""
        return True

    @property
    def _remedy(self) -> str:
        return f"It asks to wait {self.retry_after:.0f} seconds: run this again then."


class ApiUnreachable(ApiError):
    """No connection: nothing was sent. `transient` tells whether trying again may help."""

    def __init__(self, message: str, *, transient: bool = True) -> None:
        self.transient = transient
        super().__init__(message)


class NotSent(ApiUnreachable):
    """The run began to stop while the request waited for its turn."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=False)


class AnswerUnknown(ApiError):
    """Sent, and then no answer, half an answer, or one that leaves open whether it was done."""


class UnexpectedAnswer(ApiError):
    """A success whose body is not what the API documents."""
