"""What routes take from a request: the sandbox, and the key that was sent.

FastAPI reads these annotations while the server runs, so nothing here is postponed.
"""

from typing import Annotated, cast

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from migrator.sandbox.catalogue import ApiKey
from migrator.sandbox.state import Sandbox

API_KEY_HEADER = APIKeyHeader(name="X-Api-Key", auto_error=False)


async def shared_sandbox(request: Request) -> Sandbox:
    """The state of the server that got the request."""
    return cast("Sandbox", request.app.state.sandbox)


SharedSandbox = Annotated[Sandbox, Depends(shared_sandbox)]


async def admitted_key(
    sandbox: SharedSandbox, header: Annotated[str | None, Security(API_KEY_HEADER)]
) -> ApiKey:
    """The key of the caller. Raises ApiError 401."""
    return sandbox.admit(header)


Caller = Annotated[ApiKey, Depends(admitted_key)]


async def paced_key(sandbox: SharedSandbox, key: Caller) -> ApiKey:
    """The key of a caller who opens a session. Raises ApiError 401 or 429."""
    sandbox.keep_pace(key)
    return key


PacedCaller = Annotated[ApiKey, Depends(paced_key)]
