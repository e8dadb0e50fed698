"""What plan lists besides calls: text that names an endpoint and was not understood. No noise."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.model.plan import Plan
from migrator.report.wording import not_listed
from migrator.run.planning import make_plan
from migrator.run.project import open_project

HOST = "https://companion-api.napster.com"
URL = f"{HOST}/public/connections"
HEAD = """\
import os
import requests
HEADERS = {"X-Api-Key": os.environ["KEY"]}
"""
CALL = 'requests.post(URL, headers=HEADERS, json={"companionId": "c"})\n'


def planned(root: Path, **files: str) -> Plan:
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    return make_plan(open_project([root])).plan


def listed(plan: Plan) -> list[str]:
    """Code, path and line of every finding that belongs to no call."""
    return [f"{f.code} {f.path}:{f.line}" for f in plan.findings if f.call_site is None]


NOT_UNDERSTOOD = {
    "a constant nobody sends": f'URL = "{URL}"',
    "a call of something unknown": 'import sdk\nsdk.open("/public/connections", {"a": 1})',
    "its answer kept": 'import sdk\nx = sdk.open("/public/connections", {"a": 1})',
    "a command": 'import os\nos.system("curl -X POST $API/public/connections -d @b")',
    "a command made of parts": 'run(f"curl {API}/public/connections -d @b")',
    "a page's script": 'PAGE = """<script>\nfetch("/public/connections", opts)\n</script>"""',
    "code that looks at the path": 'def f(r):\n    if r.path == "/public/connections": audit(r)',
}


@pytest.mark.parametrize("source", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
def test_what_was_not_understood_is_listed_with_its_line(tmp_path: Path, source: str) -> None:
    plan = planned(tmp_path, app=source)
    line = next(n for n, text in enumerate(source.splitlines(), 1) if "connections" in text)
    assert plan.call_sites == []
    assert listed(plan) == [f"OM310 app.py:{line}"]


HELPER = f"""\
import requests
from elsewhere import traced, transport

@DECORATOR
def send(path, body, method="POST"):
    if method == "GET":
        return requests.get("{HOST}" + path)
    return transport("{HOST}" + path, body)

PATH = "/public/connections"

def start(body, method):
    return send(PATH, body, method)
"""


@pytest.mark.parametrize("decorator", ["@traced\n", ""])
def test_a_request_that_opens_nothing_hides_no_other_way_of_the_same_call(
    tmp_path: Path, decorator: str
) -> None:
    """The helper may get what is there; it may also hand the address to code that isn't known."""
    source = HELPER.replace("@DECORATOR\n", decorator)
    line = source.splitlines().index('PATH = "/public/connections"') + 1
    assert listed(planned(tmp_path, app=source))[:1] == [f"OM310 app.py:{line}"]


UNKNOWN = {
    "a call of something unknown": "def two(user):\n    return sdk.open(URL, user)",
    "a request object of something unknown": (
        'def two(user):\n    return scrapy.Request(URL, method="POST", body=user)'
    ),
    "a function for later": "def two():\n    return functools.partial(sdk.open, URL)",
    "a thread of its own": (
        "def two(user):\n    return threading.Thread(target=requests.post, args=(URL,), kwargs=user)"
    ),
    "requests in a pool": "def two(pool):\n    return pool.map(requests.post, [URL, URL])",
    "a dict of options": 'def two(user):\n    return sdk.open({"url": URL, "json": user})',
    "a helper that hands it on": (
        "def two(user):\n    return handed(URL, user)\n"
        "def handed(url, body):\n    return sdk.open(url, body)"
    ),
    "beside the one that was understood": (
        "def two(user):\n    sdk.open(URL, {'companionId': user})\n"
        "    return requests.post(URL, headers=HEADERS, json={'companionId': 'c'})"
    ),
}
ABOUT_IT = {
    "it is measured": "metrics.count(URL)",
    "it is told": "click.echo(URL)",
    "it is taken apart": "parts = sdk.urlsplit(URL)",
}


@pytest.mark.parametrize("source", UNKNOWN.values(), ids=UNKNOWN)
def test_a_call_of_unknown_code_is_listed_also_where_its_address_is_understood(
    tmp_path: Path, source: str
) -> None:
    head = f'{HEAD}import functools\nimport scrapy\nimport threading\nimport sdk\nURL = "{URL}"\n{CALL}'
    plan = planned(tmp_path, app=head + source)
    line = len(head.splitlines()) + 2
    assert listed(plan) == [f"OM310 app.py:{line}"]


@pytest.mark.parametrize("source", ABOUT_IT.values(), ids=ABOUT_IT)
def test_what_is_said_of_a_request_that_was_understood_is_not_listed(
    tmp_path: Path, source: str
) -> None:
    head = f'{HEAD}import click\nimport metrics\nimport sdk\nURL = "{URL}"\n'
    assert listed(planned(tmp_path, app=f"{head}{source}\n{CALL}")) == []


def test_a_request_that_may_not_be_sent_hides_nothing(tmp_path: Path) -> None:
    """What wraps the helper may do something else with the path that it is given."""
    source = (
        f"import requests\nfrom elsewhere import traced\n\n@traced\ndef get(path):\n"
        f'    return requests.get("{HOST}" + path)\n\nPATH = "/public/connections"\nget(PATH)\n'
    )
    assert listed(planned(tmp_path, app=source)) == ["OM310 app.py:8", "OM310 app.py:9"]


def test_each_place_is_listed_also_beside_a_call_that_was_understood(tmp_path: Path) -> None:
    source = (
        f'{HEAD}import sdk\nURL = "{URL}"\n{CALL}'
        f'sdk.open("{URL}", body)\nx = sdk.open(HOST + "/public/connections", body)\n'
        'assert URL.endswith("/public/connections")\n'
    )
    plan = planned(tmp_path, app=source)
    assert len(plan.call_sites) == 1
    assert listed(plan)[:3] == ["OM310 app.py:7", "OM310 app.py:8", "OM310 app.py:9"]


PROSE_AND_DECOYS = {
    "docstring": f'"""Posts {URL} with companionId."""',
    "docstring of a function": f'def f():\n    """Posts to\n\n    ``{URL}``\n    """',
    "comment": f"# requests.post('{URL}', json={{'companionId': 1}})\nx = 1",
    "text in the middle": f'x = 1\n"""{URL}"""',
    "log": f'import logging\nlogging.info("POST {URL} gave %s", 1)',
    "error": 'def f():\n    raise RuntimeError(f"POST {x}/public/connections failed: {y}")',
    "sentence": 'HELP = "Posts to /public/connections with the whole configuration."',
    "other host": 'import requests\nrequests.post("https://example.com/public/connections", json={})',
    "other host's constant": 'URL = "https://example.com/public/connections"',
    "get": f'import requests\nrequests.get("{URL}")',
    "delete": f'import requests\nrequests.delete(f"{URL}/{{session}}")',
    "delete by a helper": 'def f(i):\n    return helper.remove(f"/public/connections/{i}")',
    "delete by adding": 'def f(i):\n    return helper.remove("/public/connections/" + i)',
    "route": 'from fastapi import FastAPI\napp = FastAPI()\n@app.post("/public/connections")\ndef f(): ...',
    "django route": 'urlpatterns = [path("public/connections", view)]',
    "migrated": f'import requests\nrequests.post("{HOST}/public/agents/a/connections", json={{}})',
    "own dicts": 'def f(m):\n    return {"companionId": m}',
    "word": "from django.db import connections\nconnections.close_all()",
}


@pytest.mark.parametrize("source", PROSE_AND_DECOYS.values(), ids=PROSE_AND_DECOYS)
def test_prose_and_other_requests_are_silent(tmp_path: Path, source: str) -> None:
    plan = planned(tmp_path, app=source)
    assert [site for site in plan.call_sites if site.status != "done"] == []
    assert listed(plan) == []


UNDERSTOOD = {
    "a constant": (f'URL = "{URL}"\n', "URL"),
    "joined": (
        f'from urllib.parse import urljoin\nURL = urljoin("{HOST}", "/public/connections")\n',
        "URL",
    ),
    "a default": (f'def f(url="{URL}"):\n    return url\nURL = f()\n', "URL"),
    "returned": ('def f(base):\n    return base + "/public/connections"\n', f'f("{HOST}")'),
    "given to a function": (
        f'def f(path):\n    return "{HOST}" + path\n',
        'f("/public/connections")',
    ),
    "an attribute": (f'class Api:\n    PATH = "{URL}"\n', "Api.PATH"),
    "a table": (f'ENDPOINTS = {{"webrtc": "{URL}"}}\n', 'ENDPOINTS["webrtc"]'),
}


@pytest.mark.parametrize(("before", "url"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_texts_of_understood_requests_are_silent(tmp_path: Path, before: str, url: str) -> None:
    plan = planned(tmp_path, app=HEAD + before + CALL.replace("URL", url))
    assert len(plan.call_sites) == 1
    assert not [line for line in listed(plan) if line.startswith("OM310")]


def test_a_constant_of_another_module_is_silent_when_it_is_sent(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        settings=f'class Api:\n    URL = "{URL}"\n',
        app=HEAD + "from settings import Api\n" + CALL.replace("URL", "Api.URL"),
    )
    assert len(plan.call_sites) == 1
    assert not [line for line in listed(plan) if line.startswith("OM310")]


MOCKS = {
    "responses": 'import responses\nresponses.add(responses.POST, "URL", json={"token": "t"})',
    "responses.post": 'import responses\nresponses.post("URL", json={"token": "t"})',
    "responses fixture": 'def test(rsps):\n    rsps.post("URL", json={"token": "t"})',
    "respx": 'import respx\nrespx.post("URL").respond(json={"token": "t"})',
    "respx fixture": 'def test(respx_mock):\n    respx_mock.post("/public/connections").mock(x)',
    "respx route": 'import respx\nrespx.route(method="POST", path="/public/connections")',
    "requests_mock": 'def test(requests_mock):\n    requests_mock.post("URL", json={"token": "t"})',
    "requests_mock adapter": "import requests_mock\nwith requests_mock.Mocker() as m:\n"
    '    m.register_uri("POST", "URL", json={})',
    "aioresponses": "from aioresponses import aioresponses\nwith aioresponses() as m:\n"
    '    m.post("URL", payload={"token": "t"})',
    "pytest_httpx": 'def test(httpx_mock):\n    httpx_mock.add_response(url="URL", json={})',
    "httpretty": 'import httpretty\nhttpretty.register_uri(httpretty.POST, "URL", body="{}")',
    "httpserver": "def test(httpserver):\n"
    '    httpserver.expect_request("/public/connections", method="POST").respond_with_json({})',
    "route of a fake": "from fastapi import FastAPI\napp = FastAPI()\n"
    '@app.post("/public/connections")\ndef fake(): ...',
}
ASSERTIONS = {
    "assert_called_with": 'def test(post):\n    post.assert_called_with("URL", json={"companionId": "c"})',
    "assert_called_once_with": 'def test(post):\n    post.assert_called_once_with(f"{API}/public/connections", json=ANY)',
    "assert_has_calls": 'def test(post):\n    post.assert_has_calls([call("URL", json=ANY)])',
    "assert": 'def test(r):\n    assert r.url == "URL"',
    "assert_ of unittest": 'def test(self):\n    self.assertEqual(r.url, "URL")',
    "transport": 'def handler(request):\n    assert request.url.path == "/public/connections"',
    "path in a transport": 'def handler(request):\n    if request.url.path == "/public/connections": ...',
}


@pytest.mark.parametrize(
    "source", [*MOCKS.values(), *ASSERTIONS.values()], ids=[*MOCKS, *ASSERTIONS]
)
def test_tests_of_the_old_endpoint_are_listed_and_are_no_calls(tmp_path: Path, source: str) -> None:
    source = source.replace("URL", URL)
    plan = planned(tmp_path, tests__test_sessions=source)
    line = next(n for n, text in enumerate(source.splitlines(), 1) if "/public/conn" in text)
    assert plan.call_sites == []
    [finding] = plan.findings
    assert (finding.code, finding.line) == ("OM304", line)
    said = "expects" if source in [a.replace("URL", URL) for a in ASSERTIONS.values()] else "mock"
    assert said in finding.message or "stands in a test" in finding.message


def test_a_mock_outside_of_the_tests_is_one_all_the_same(tmp_path: Path) -> None:
    source = f'import responses\nresponses.add(responses.POST, "{URL}", json={{}})\n'
    assert listed(planned(tmp_path, fakes=source)) == ["OM304 fakes.py:2"]


def test_a_test_that_opens_a_session_is_a_call(tmp_path: Path) -> None:
    source = HEAD + f'URL = "{URL}"\ndef test_it():\n    ' + CALL
    assert len(planned(tmp_path, tests__test_live=source).call_sites) == 1
    generic = source.replace("requests.post", "client.post").replace("test_it()", "test_it(client)")
    assert len(planned(tmp_path, tests__test_live=generic).call_sites) == 1


def test_generated_and_vendored_python_is_counted(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        api_pb2=f'URL = "{URL}"',
        vendor__sdk=f'URL = "{URL}"',
        made=f'# @generated\nURL = "{URL}"',
    )
    assert listed(plan) == []
    assert plan.files.unlisted == 3
    assert not_listed(plan).startswith("3 generated or vendored files name an endpoint")


def test_a_call_whose_answer_is_compared_is_listed_once(tmp_path: Path) -> None:
    call = f'requests.post("{URL}", headers=HEADERS, json={{"companionId": "c"}})'
    plan = planned(tmp_path, app=f"{HEAD}def check():\n    assert {call}.status_code == 200\n")
    assert len(plan.call_sites) == 1
    assert listed(plan) == []
