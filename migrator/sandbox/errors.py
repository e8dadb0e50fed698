"""Errors as the API words them, in the body shapes that were seen.

Sources: docs/api-reference (one object), the live service (array, ProblemDetails),
docs/introduction/limits (numeric `type`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

from migrator.sandbox.settings import Profile

Shape = Literal["object", "array", "problem"]
FAILURE, VALIDATION, CONFLICT, NOT_FOUND, RATE_LIMIT = 0, 2, 3, 4, 12
TYPE_NAMES = {
    FAILURE: "failure",
    VALIDATION: "validation",
    CONFLICT: "conflict",
    NOT_FOUND: "notFound",
}
TITLES = {400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 405: "Method Not Allowed"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `member` is the body member it is about."""

    code: str
    description: str
    member: str = ""


@dataclass(eq=False)
class ApiError(Exception):
    """A refusal, before it is put in the shape of a profile."""

    status: int
    numeric_type: int
    problems: tuple[Problem, ...]
    shape: Shape = "object"
    names_type: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, profile: Profile) -> JsonValue:
        """The JSON body; the docs profile knows one object alone."""
        shape = "object" if profile == "docs" else self.shape
        if shape == "array":
            return [self._item(problem) for problem in self.problems]
        if shape == "problem":
            return self._problem_details()
        return self._item(self.problems[0])

    def _item(self, problem: Problem) -> dict[str, JsonValue]:
        return {
            "code": problem.code,
            "description": problem.description,
            "type": TYPE_NAMES[self.numeric_type] if self.names_type else self.numeric_type,
            "numericType": self.numeric_type,
        }

    def _problem_details(self) -> JsonValue:
        details: dict[str, JsonValue] = {
            "type": f"https://httpstatuses.io/{self.status}",
            "title": TITLES.get(self.status, "Internal Server Error"),
            "status": self.status,
        }
        members: dict[str, JsonValue] = {
            _pascal_case(problem.member): [problem.description]
            for problem in self.problems
            if problem.member
        }
        if members:
            details["title"] = "One or more validation errors occurred."
            details["errors"] = members
        return details


def _pascal_case(member: str) -> str:
    return ".".join(part[:1].upper() + part[1:] for part in member.split("."))


def missing(*members: str) -> ApiError:
    """400: required members of the body are absent."""
    problems = tuple(Problem(m, f"The {_pascal_case(m)} field is required.", m) for m in members)
    return ApiError(400, VALIDATION, problems, "problem")


def invalid(member: str, description: str) -> ApiError:
    """400: a member has a value the API refuses."""
    return ApiError(400, VALIDATION, (Problem(member, description),), "array")


def refused(code: str, description: str) -> ApiError:
    """400: a business rule with a documented code."""
    return ApiError(400, FAILURE, (Problem(code, description),))


def not_found(code: str, description: str) -> ApiError:
    """404: nothing of that id in the key's project."""
    return ApiError(404, NOT_FOUND, (Problem(code, description),))


def conflict(code: str, description: str) -> ApiError:
    """409: a taken id, or the agent cap."""
    return ApiError(409, CONFLICT, (Problem(code, description),))


def too_many_sessions(limit: int, channel: str) -> ApiError:
    """409 with a numeric `type` and no `Retry-After` (docs/introduction/limits)."""
    text = f"The organization has reached its limit of {limit} concurrent '{channel}' sessions."
    problem = Problem("ConcurrentSessionLimitReached", text)
    return ApiError(409, CONFLICT, (problem,), names_type=False)


def unauthorized() -> ApiError:
    """401: key missing, wrong or revoked (docs/introduction/authentication)."""
    problem = Problem("Unauthorized", "A valid X-Api-Key header is required.")
    return ApiError(401, FAILURE, (problem,), "problem")


def rate_limited(retry_after: str) -> ApiError:
    """429 with a numeric `type` and `Retry-After` (docs/introduction/limits)."""
    problem = Problem("RequestRateLimitExceeded", "Too many connection requests.")
    headers = {"Retry-After": retry_after}
    return ApiError(429, RATE_LIMIT, (problem,), names_type=False, headers=headers)


def plain(status: int) -> ApiError:
    """A status without a code of its own: unknown path, wrong method, server error."""
    title = TITLES.get(status, "Internal Server Error")
    return ApiError(status, FAILURE, (Problem(title.replace(" ", ""), title),), "problem")
