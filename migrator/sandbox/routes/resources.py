"""What configurations refer to: companions, functions, FAQs, knowledge bases, MCP servers.

Sources: docs/api-reference of each, docs/knowledge/faqs, docs/knowledge/files.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import JsonValue

from migrator.sandbox.access import Caller, SharedSandbox
from migrator.sandbox.bodies import (
    FaqItem,
    FunctionBody,
    JsonObject,
    McpServerChanges,
    NewFaq,
    NewKnowledgeBase,
    NewMcpServer,
)
from migrator.sandbox.catalogue import ResourceKind
from migrator.sandbox.checks import mcp_server_ids
from migrator.sandbox.errors import conflict, not_found, refused
from migrator.sandbox.paging import PagingQuery, paged
from migrator.sandbox.routes.agents import deleted
from migrator.sandbox.storage import agents, resources
from migrator.sandbox.storage.resources import Resource

router = APIRouter(prefix="/public", tags=["resources"])
ResourceId = Annotated[str, Path(alias="id")]
MOST_FAQ_ITEMS = 50
NOT_FOUND_CODES = {
    ResourceKind.COMPANION: "CompanionNotFound",
    ResourceKind.FUNCTION: "FunctionNotFound",
    ResourceKind.FAQ: "FaqNotFound",
    ResourceKind.KNOWLEDGE_BASE: "KnowledgeBaseNotFound",
    ResourceKind.MCP_SERVER: "McpServerNotFound",
}


def _one(sandbox: SharedSandbox, key: Caller, kind: ResourceKind, id_: str) -> Resource:
    with sandbox.database.transaction() as db:
        resource = resources.found(db, key.project, kind, id_)
    if resource is not None:
        return resource
    if sandbox.settings.any_ids:
        return Resource(id_, int(sandbox.clock()), {})
    raise not_found(NOT_FOUND_CODES[kind], f"{id_} was not found.")


def _list(
    sandbox: SharedSandbox,
    key: Caller,
    kind: ResourceKind,
    paging: PagingQuery,
    *,
    stock: bool | None = None,
) -> JsonObject:
    settings = sandbox.settings
    with sandbox.database.transaction() as db:
        everything = resources.listed(db, key.project, kind)
    if stock is not None:
        everything = [item for item in everything if bool(item.body.get("stock")) is stock]
    shown = _shown_companion if kind is ResourceKind.COMPANION else Resource.shown
    return paged(
        everything,
        paging,
        paging.size(settings.default_page_size, settings.largest_page_size),
        shown=shown,
        searched=lambda item: f"{item.id} {item.body}",
    )


def _create(
    sandbox: SharedSandbox, key: Caller, kind: ResourceKind, resource: Resource, taken: str
) -> JsonObject:
    with sandbox.database.transaction() as db:
        if resources.found(db, key.project, kind, resource.id):
            raise conflict(taken, f"{resource.id} exists already.")
        resources.put(db, key.project, kind, resource)
    return resource.shown()


def _replace(
    sandbox: SharedSandbox, key: Caller, kind: ResourceKind, id_: str, body: JsonObject
) -> JsonObject:
    earlier = _one(sandbox, key, kind, id_)
    replaced = Resource(id_, earlier.created, body)
    with sandbox.database.transaction() as db:
        resources.put(db, key.project, kind, replaced)
    return replaced.shown()


def _shown_companion(companion: Resource) -> JsonObject:
    hidden = {"prompt", "stock", "voiceId"}
    members = {name: value for name, value in companion.body.items() if name not in hidden}
    return {
        "id": companion.id,
        "previewUrl": None,
        "videoLoopUrl": None,
        "ethnicity": None,
        "tags": [],
        "status": "completed",
        **members,
    }


@router.get("/companions")
async def list_companions(sandbox: SharedSandbox, key: Caller, paging: PagingQuery) -> JsonObject:
    """The project's own companions; stock companions are not among them."""
    return _list(sandbox, key, ResourceKind.COMPANION, paging, stock=False)


@router.get("/companions/napster-stock")
@router.get("/napster-companions")
async def list_stock_companions(
    sandbox: SharedSandbox, key: Caller, paging: PagingQuery
) -> JsonObject:
    """The catalogue of ready-made companions, under its present and its older path."""
    return _list(sandbox, key, ResourceKind.COMPANION, paging, stock=True)


@router.get("/companions/{id}")
async def get_companion(
    sandbox: SharedSandbox, key: Caller, companion_id: ResourceId
) -> JsonObject:
    """One companion, own or stock."""
    return _shown_companion(_one(sandbox, key, ResourceKind.COMPANION, companion_id))


@router.get("/functions")
async def list_functions(sandbox: SharedSandbox, key: Caller, paging: PagingQuery) -> JsonObject:
    """The functions of the project."""
    return _list(sandbox, key, ResourceKind.FUNCTION, paging)


@router.post("/functions")
async def create_function(
    sandbox: SharedSandbox, key: Caller, body: FunctionBody, response: Response
) -> JsonObject:
    """Create a function; its id is its name unless one is sent."""
    given = body.given()
    id_ = str(given.pop("id", None) or body.data.get("name") or sandbox.new_id("fn"))
    resource = Resource(id_, int(sandbox.clock()), given)
    response.status_code = sandbox.settings.created_status
    return _create(sandbox, key, ResourceKind.FUNCTION, resource, "FunctionAlreadyExists")


@router.get("/functions/{id}")
async def get_function(sandbox: SharedSandbox, key: Caller, function_id: ResourceId) -> JsonObject:
    """One function."""
    return _one(sandbox, key, ResourceKind.FUNCTION, function_id).shown()


@router.put("/functions/{id}")
async def put_function(
    sandbox: SharedSandbox, key: Caller, function_id: ResourceId, body: FunctionBody
) -> JsonObject:
    """Replace a function."""
    given = {name: value for name, value in body.given().items() if name != "id"}
    return _replace(sandbox, key, ResourceKind.FUNCTION, function_id, given)


@router.delete("/functions/{id}")
async def delete_function(sandbox: SharedSandbox, key: Caller, function_id: ResourceId) -> Response:
    """Remove a function."""
    _one(sandbox, key, ResourceKind.FUNCTION, function_id)
    with sandbox.database.transaction() as db:
        resources.remove(db, key.project, ResourceKind.FUNCTION, function_id)
    return deleted(sandbox.settings.deleted_status)


@router.get("/faqs")
async def list_faqs(sandbox: SharedSandbox, key: Caller, paging: PagingQuery) -> JsonObject:
    """The FAQ collections of the project."""
    return _list(sandbox, key, ResourceKind.FAQ, paging)


@router.post("/faqs")
async def create_faq(
    sandbox: SharedSandbox, key: Caller, body: NewFaq, response: Response
) -> JsonObject:
    """Create a FAQ collection of at most 50 pairs."""
    given = {"items": [], **body.given()}
    _check_faq_size(len(body.items or []))
    resource = Resource(sandbox.new_id("faq"), int(sandbox.clock()), given)
    response.status_code = sandbox.settings.created_status
    return _create(sandbox, key, ResourceKind.FAQ, resource, "FaqAlreadyExists")


@router.get("/faqs/{id}")
async def get_faq(sandbox: SharedSandbox, key: Caller, faq_id: ResourceId) -> JsonObject:
    """One FAQ collection."""
    return _one(sandbox, key, ResourceKind.FAQ, faq_id).shown()


@router.get("/faqs/{id}/items")
async def list_faq_items(
    sandbox: SharedSandbox, key: Caller, faq_id: ResourceId, paging: PagingQuery
) -> JsonObject:
    """The pairs of one FAQ collection."""
    items = _faq_items(_one(sandbox, key, ResourceKind.FAQ, faq_id))
    settings = sandbox.settings
    size = paging.size(settings.default_page_size, settings.largest_page_size)
    return paged(items, paging, size, shown=lambda item: item, searched=str)


@router.post("/faqs/{id}/items")
async def add_faq_item(
    sandbox: SharedSandbox, key: Caller, faq_id: ResourceId, body: FaqItem, response: Response
) -> JsonObject:
    """Add a pair to a FAQ collection."""
    faq = _one(sandbox, key, ResourceKind.FAQ, faq_id)
    items = [*_faq_items(faq), body.given()]
    _check_faq_size(len(items))
    _replace(sandbox, key, ResourceKind.FAQ, faq_id, {**faq.body, "items": items})
    response.status_code = sandbox.settings.created_status
    return body.given()


@router.get("/knowledge-bases")
async def list_knowledge(sandbox: SharedSandbox, key: Caller, paging: PagingQuery) -> JsonObject:
    """The knowledge collections of the project."""
    return _list(sandbox, key, ResourceKind.KNOWLEDGE_BASE, paging)


@router.post("/knowledge-bases")
async def create_knowledge(
    sandbox: SharedSandbox, key: Caller, body: NewKnowledgeBase, response: Response
) -> JsonObject:
    """Create a knowledge collection."""
    given = {"provider": "azureOpenAI", **body.given()}
    resource = Resource(sandbox.new_id("kb"), int(sandbox.clock()), given)
    response.status_code = sandbox.settings.created_status
    return _create(
        sandbox, key, ResourceKind.KNOWLEDGE_BASE, resource, "KnowledgeBaseAlreadyExists"
    )


@router.get("/knowledge-bases/{id}")
async def get_knowledge(
    sandbox: SharedSandbox, key: Caller, knowledge_base_id: ResourceId
) -> JsonObject:
    """One knowledge collection."""
    return _one(sandbox, key, ResourceKind.KNOWLEDGE_BASE, knowledge_base_id).shown()


@router.get("/mcp-servers")
async def list_mcp_servers(sandbox: SharedSandbox, key: Caller, paging: PagingQuery) -> JsonObject:
    """The MCP servers of the project."""
    return _list(sandbox, key, ResourceKind.MCP_SERVER, paging)


@router.post("/mcp-servers")
async def create_mcp_server(
    sandbox: SharedSandbox, key: Caller, body: NewMcpServer, response: Response
) -> JsonObject:
    """Register an MCP server under an id of the caller's choice."""
    given = {name: value for name, value in body.given().items() if name != "id"}
    resource = Resource(body.id, int(sandbox.clock()), given)
    response.status_code = sandbox.settings.created_status
    return _create(sandbox, key, ResourceKind.MCP_SERVER, resource, "McpServerAlreadyExists")


@router.get("/mcp-servers/{id}")
async def get_mcp_server(sandbox: SharedSandbox, key: Caller, server_id: ResourceId) -> JsonObject:
    """One MCP server."""
    return _one(sandbox, key, ResourceKind.MCP_SERVER, server_id).shown()


@router.put("/mcp-servers/{id}")
async def put_mcp_server(
    sandbox: SharedSandbox, key: Caller, server_id: ResourceId, body: McpServerChanges
) -> JsonObject:
    """Replace an MCP server whole."""
    return _replace(sandbox, key, ResourceKind.MCP_SERVER, server_id, body.given())


@router.delete("/mcp-servers/{id}")
async def delete_mcp_server(sandbox: SharedSandbox, key: Caller, server_id: ResourceId) -> Response:
    """Remove an MCP server that no agent uses."""
    _one(sandbox, key, ResourceKind.MCP_SERVER, server_id)
    with sandbox.database.transaction() as db:
        for agent in agents.listed(db, key.project):
            mcp = agent.body.get("mcp")
            if isinstance(mcp, dict) and server_id in mcp_server_ids(mcp):
                raise refused("McpServerInUse", f"Agent {agent.id} uses {server_id}.")
        resources.remove(db, key.project, ResourceKind.MCP_SERVER, server_id)
    return deleted(sandbox.settings.deleted_status)


def _faq_items(faq: Resource) -> list[JsonValue]:
    items = faq.body.get("items")
    return items if isinstance(items, list) else []


def _check_faq_size(count: int) -> None:
    if count > MOST_FAQ_ITEMS:
        raise refused("FaqLimitExceeded", f"A collection has at most {MOST_FAQ_ITEMS} pairs.")
