"""Agents and their channel configs: create, list, change, remove."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.sandbox.conftest import Api, StartSandbox


def test_an_agent_comes_back_as_it_was_created(api: Api) -> None:
    settings = {"instructions": "Be brief.", "turnDetection": {"silence_duration_ms": 400}}
    members = {
        "language": "de",
        "functions": ["fn_refund"],
        "tags": {"team": "a"},
        "useWebSearch": False,
        "providerSettings": settings,
    }
    agent = api.http.get(f"/public/agents/{api.agent(**members)}").json()
    assert agent.items() >= members.items()
    assert (agent["faqCollections"], agent["disableIdleTimeout"]) == ([], False)
    assert isinstance(agent["created"], int)


def test_unknown_members_are_not_stored(api: Api) -> None:
    agent_id = api.agent(useGreenVideo=True, providerSettings={"topP": 1})
    agent = api.http.get(f"/public/agents/{agent_id}").json()
    assert "useGreenVideo" not in agent
    assert agent["providerSettings"] == {}


def test_the_list_comes_in_pages(api: Api) -> None:
    ids = [api.agent(name=f"Agent {number}") for number in range(5)]
    first = api.http.get("/public/agents", params={"pageSize": 2}).json()
    last = api.http.get("/public/agents", params={"pageSize": 2, "pageIndex": 2}).json()
    beyond = api.http.get("/public/agents", params={"pageSize": 2, "pageIndex": 9}).json()
    assert [item["id"] for item in first["items"]] == ids[:2]
    assert [item["id"] for item in last["items"]] == ids[4:]
    assert beyond["items"] == []
    del first["items"]
    assert first == {"filteredCount": 5, "totalCount": 5, "pageIndex": 0, "pageSize": 2}


def test_the_list_can_be_searched(api: Api) -> None:
    api.agent(name="Support")
    sales = api.agent(name="Sales")
    page = api.http.get("/public/agents", params={"search": "sALe"}).json()
    assert [item["id"] for item in page["items"]] == [sales]
    assert (page["filteredCount"], page["totalCount"], page["search"]) == (1, 2, "sALe")


def test_a_page_is_never_larger_than_the_servers_largest(start: StartSandbox) -> None:
    api = start(default_page_size=2, largest_page_size=3)
    for _ in range(5):
        api.agent()
    sizes = [
        len(api.http.get("/public/agents", params=params).json()["items"])
        for params in ({}, {"pageSize": 100})
    ]
    assert sizes == [2, 3]
    assert api.http.get("/public/agents", params={"pageSize": 0}).status_code == 400
    assert api.http.get("/public/agents", params={"pageIndex": -1}).status_code == 400


def test_a_patch_changes_what_it_sends_and_replaces_lists(api: Api) -> None:
    agent_id = api.agent(functions=["fn_refund", "fn_order_status"], tags={"a": "1"})
    path = f"/public/agents/{agent_id}"
    before = api.http.get(path).json()
    assert api.http.patch(path, json={}).json() == before
    assert api.http.patch(path, json={"language": None}).json() == before
    changed = api.http.patch(path, json={"functions": ["fn_book_table"], "tags": {"b": "2"}})
    expected = {**before, "functions": ["fn_book_table"], "tags": {"b": "2"}}
    assert changed.json() == api.http.get(path).json() == expected
    assert api.http.patch(path, json={"language": "German"}).status_code == 400


def test_a_patch_may_merge_objects(start: StartSandbox) -> None:
    api = start(patched_objects="merge")
    agent_id = api.agent(tags={"a": "1"}, providerSettings={"temperature": 1})
    changes = {"tags": {"b": "2"}, "providerSettings": {"instructions": "Be brief."}}
    agent = api.http.patch(f"/public/agents/{agent_id}", json=changes).json()
    assert agent["tags"] == {"a": "1", "b": "2"}
    assert agent["providerSettings"] == {"temperature": 1, "instructions": "Be brief."}


def test_a_change_reaches_the_next_session_alone(api: Api) -> None:
    agent_id = api.agent()
    before = api.open_through(agent_id)
    api.http.patch(f"/public/agents/{agent_id}", json={"voiceId": "verse"})
    after = api.open_through(agent_id)
    voices = [api.effective(session)["voiceId"] for session in (before, after)]
    assert voices == ["alloy", "verse"]


def test_a_channel_config_is_replaced_whole(api: Api) -> None:
    agent_id = api.agent()
    path = f"/public/agents/{agent_id}/channels/webrtc"
    assert api.http.get(path).status_code == 404
    first = api.http.put(path, json={"useGreenVideo": True, "videoPolicy": "deferred"}).json()
    second = api.http.put(path, json={"functions": ["fn_refund"]}).json()
    assert first["id"] == second["id"]
    assert second.keys() == {"id", "apiKeyId", "channelType", "functions", "created"}
    assert api.http.get(path).json() == second
    assert api.http.get(f"/public/agents/{agent_id}").json()["channels"] == ["webrtc"]
    assert api.http.delete(path).is_success
    assert api.http.get(path).status_code == 404
    assert api.http.put(f"/public/agents/{agent_id}/channels/fax", json={}).status_code == 400


def test_a_voip_channel_answers_with_its_webhook(api: Api) -> None:
    answer = api.http.put(f"/public/agents/{api.agent()}/channels/voip", json={})
    assert answer.json()["voipEndpoint"].startswith(api.server.base_url)


def test_deleting_an_agent_takes_its_channels_and_leaves_its_sessions(api: Api) -> None:
    agent_id = api.agent()
    api.http.put(f"/public/agents/{agent_id}/channels/webrtc", json={"useGreenVideo": True})
    session = api.open_through(agent_id)
    assert api.http.delete(f"/public/agents/{agent_id}").is_success
    assert api.http.get(f"/public/agents/{agent_id}").status_code == 404
    assert api.http.get(f"/public/agents/{agent_id}/channels/webrtc").status_code == 404
    assert api.http.get(f"/public/sessions/{session}").json()["agent"]["id"] == agent_id


def test_success_codes_are_a_setting(start: StartSandbox) -> None:
    api = start(created_status=201, deleted_status=204)
    body = {"companionId": "comp_support", "name": "A", "voiceId": "alloy", "providerSettings": {}}
    created = api.http.post("/public/agents", json=body)
    deleted = api.http.delete(f"/public/agents/{created.json()['id']}")
    assert (created.status_code, deleted.status_code, deleted.content) == (201, 204, b"")


def test_concurrent_creates_stop_exactly_at_the_cap(start: StartSandbox) -> None:
    api = start(agent_cap=20)
    body = {"companionId": "comp_support", "name": "A", "voiceId": "alloy", "providerSettings": {}}

    def create(number: int) -> httpx.Response:
        return api.http.post("/public/agents", json={**body, "name": f"Agent {number}"})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(create, range(40)))
    created = {answer.json()["id"] for answer in answers if answer.is_success}
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert (len(created), len(refused)) == (20, 20)
    assert {error["code"] for error in refused} == {"AgentLimitExceeded"}
    listed = api.http.get("/public/agents", params={"pageSize": 100}).json()["items"]
    assert {agent["id"] for agent in listed} == created


def test_deleting_frees_a_slot_and_the_cap_is_the_organizations(start: StartSandbox) -> None:
    api = start(agent_cap=1)
    agent_id = api.agent()
    body = {"companionId": "comp_support", "name": "A", "voiceId": "alloy", "providerSettings": {}}
    with api.with_key(api.server.staging_key) as staging:
        assert staging.post("/public/agents", json=body).status_code == 409
        api.http.delete(f"/public/agents/{agent_id}")
        assert staging.post("/public/agents", json=body).status_code == 200


def test_the_cap_can_be_lifted(start: StartSandbox) -> None:
    api = start(agent_cap=None)
    assert len({api.agent() for _ in range(101)}) == 101
