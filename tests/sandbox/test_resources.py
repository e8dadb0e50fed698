"""The built-in catalogue, what can be added to it, and that a project sees only its own."""

from __future__ import annotations

import pytest

from tests.sandbox.conftest import Api

CATALOGUE = {
    "companions": {"comp_support", "comp_sales", "comp_concierge", "comp_tutor"},
    "companions/napster-stock": {"comp_nurse_stock"},
    "napster-companions": {"comp_nurse_stock"},
    "functions": {
        "fn_order_status",
        "fn_refund",
        "fn_book_table",
        "fn_lookup_account",
        "fn_create_ticket",
    },
    "faqs": {"faq_returns", "faq_billing", "faq_menu"},
    "knowledge-bases": {"kb_products", "kb_policies", "kb_menu"},
    "mcp-servers": {"crm", "calendar"},
}


@pytest.mark.parametrize("path", CATALOGUE)
@pytest.mark.parametrize("key", ["sandbox-key", "sandbox-key-staging"])
def test_both_projects_have_the_catalogue(api: Api, path: str, key: str) -> None:
    with api.with_key(key) as client:
        page = client.get(f"/public/{path}").json()
        assert {item["id"] for item in page["items"]} == CATALOGUE[path]
        family = path if path in {"functions", "faqs", "knowledge-bases", "mcp-servers"} else None
        for item in page["items"]:
            one = client.get(f"/public/{family or 'companions'}/{item['id']}")
            assert one.json() == item


def test_a_companion_shows_its_status_and_not_its_prompt(api: Api) -> None:
    companion = api.http.get("/public/companions/comp_nurse_stock").json()
    assert companion["status"] == "completed"
    assert not {"prompt", "stock"} & companion.keys()


@pytest.mark.parametrize(
    ("path", "body", "id_"),
    [
        ("functions", {"data": {"name": "ping"}, "flow": "implicit"}, "ping"),
        ("faqs", {"name": "New", "items": [{"question": "q", "answer": "a"}]}, None),
        ("knowledge-bases", {"name": "New"}, None),
        ("mcp-servers", {"id": "wiki", "url": "https://wiki.example/mcp"}, "wiki"),
    ],
)
def test_resources_can_be_created_and_stay_in_their_project(
    api: Api, path: str, body: dict[str, object], id_: str | None
) -> None:
    created = api.http.post(f"/public/{path}", json=body).json()
    assert id_ in (None, created["id"])
    one = f"/public/{path}/{created['id']}"
    assert api.http.get(one).json() == created
    assert created.items() >= body.items()
    with api.with_key(api.server.staging_key) as staging:
        assert staging.get(one).status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/public/functions/fn_refund", {"data": {"name": "refund2"}}),
        ("/public/mcp-servers/calendar", {"url": "https://new.example"}),
    ],
)
def test_put_replaces_and_delete_removes(api: Api, path: str, body: dict[str, object]) -> None:
    replaced = api.http.put(path, json=body).json()
    assert replaced.keys() == {"id", "created", *body}
    assert api.http.delete(path).is_success
    assert api.http.get(path).status_code == 404
    assert api.http.put(path, json=body).status_code == 404


def test_an_mcp_server_in_use_stays(api: Api) -> None:
    api.agent(mcp={"servers": ["crm"]})
    refused = api.http.delete("/public/mcp-servers/crm")
    assert (refused.status_code, refused.json()["code"]) == (400, "McpServerInUse")


def test_faq_pairs_can_be_added_up_to_fifty(api: Api) -> None:
    path = "/public/faqs/faq_menu/items"
    pair = {"question": "Open on Sundays?", "answer": "Yes."}
    assert api.http.post(path, json=pair).json() == pair
    assert api.http.get(path).json()["items"][1] == pair
    statuses = [api.http.post(path, json=pair).status_code for _ in range(49)]
    assert statuses == [200] * 48 + [400]


def test_another_projects_resources_look_missing(api: Api) -> None:
    agent_id, session_id = api.agent(), api.open_per_session()
    api.http.put(f"/public/agents/{agent_id}/channels/webrtc", json={})
    with api.with_key(api.server.staging_key) as staging:
        for path in (
            f"/public/agents/{agent_id}",
            f"/public/agents/{agent_id}/channels/webrtc",
            f"/public/sessions/{session_id}",
        ):
            assert staging.get(path).status_code == 404
            assert staging.delete(path).status_code == 404
        connect = f"/public/agents/{agent_id}/connections"
        assert staging.post(connect, json={"channelType": "webrtc"}).status_code == 404
        assert staging.delete(f"/public/connections/{session_id}").status_code == 400
        assert staging.get("/public/agents").json()["totalCount"] == 0
        assert staging.get("/public/sessions").json()["totalCount"] == 0
    assert api.http.get(f"/public/agents/{agent_id}").is_success
    assert api.server.effective_sessions()[0]["effective"]["project"] == "project_default"  # type: ignore[index, call-overload]
