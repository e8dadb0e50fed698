"""Requests that shared code sends: which call is the site, and what its callers make known."""

from __future__ import annotations

import pytest

from migrator.find.tree import SourceTree
from migrator.model.settings import ProjectSender
from migrator.model.sites import CallSite, SiteKind
from migrator.model.values import FromEnv, Span
from migrator.read.sites import Reading, read_sites
from tests.read.reading import NOWHERE, PACK, read_files, shown, shown_site

BODY = '{"companionId": "c", "providerConfig": {"voiceId": "v"}}'
CLIENT = """
import requests

BASE = "https://companion-api.napster.com"


class Client:
    def __init__(self, api_key):
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = api_key

{request}

    def open(self):
        body = {{"companionId": "c", "providerConfig": {{"voiceId": "v"}}}}
        return self._request("POST", "/public/connections", {handed})

    def close(self, ident):
        return self._request("DELETE", f"/public/connections/{{ident}}")
"""


def text_at(files: dict[str, str], span: Span | None) -> str:
    """The source at a span of one line."""
    assert span is not None
    line = files[span.path].splitlines()[span.line - 1]
    return line[span.column : span.end_column]


def reasons(site: CallSite) -> str:
    return "; ".join(problem.message for problem in site.problems)


def only(reading: Reading) -> CallSite:
    assert len(reading.sites) == 1, [(str(s.span), shown_site(s)) for s in reading.sites]
    return reading.sites[0]


@pytest.mark.parametrize(
    ("request_method", "handed"),
    [
        (
            (
                "    def _request(self, method, path, json=None):\n"
                "        return self.session.request(method, f'{BASE}{path}', json=json)"
            ),
            "json=body",
        ),
        (
            (
                "    def _request(self, method, path, **kwargs):\n"
                "        kwargs.setdefault('timeout', 20)\n"
                "        return self.session.request(method, BASE + path, **kwargs)"
            ),
            "json=body",
        ),
        (
            (
                "    def _request(self, *args, **kwargs):\n"
                "        method, path = args\n"
                "        return self.session.request(*args, **kwargs)"
            ),
            None,
        ),
        (
            (
                "    def _request(self, method, path, payload=None):\n"
                "        url = self._url(path)\n"
                "        for attempt in range(3):\n"
                "            answer = self.session.request(method, url, json=payload)\n"
                "            if answer.ok:\n"
                "                return answer\n"
                "        raise RuntimeError(f'{method} {path}')\n"
                "\n"
                "    def _url(self, path):\n"
                "        return f\"{BASE}/{path.lstrip('/')}\""
            ),
            "body",
        ),
    ],
    ids=["a parameter", "keywords", "all arguments", "a retry loop and a helper for URLs"],
)
def test_the_call_of_a_request_helper_is_the_site(request_method: str, handed: str | None) -> None:
    files = {"client.py": CLIENT.format(request=request_method, handed=handed or "json=body")}
    found = read_files(files).sites
    if handed is None:
        # The URL has no host there: what is requested isn't seen to be the API.
        assert all(site.kind is not SiteKind.PER_SESSION or site.problems for site in found)
        return
    site = only(read_files(files))
    assert (site.function, shown_site(site)) == ("Client.open", f"connections {as_shown(BODY)}")
    assert text_at(files, site.url_span) == '"/public/connections"'
    assert text_at(files, site.body_span) == "body"
    assert site.problems == ()
    assert text_at(files, site.through[-1]).startswith("self.session.request(")


def as_shown(body: str) -> str:
    return (
        body.replace('"companionId"', "companionId")
        .replace('"providerConfig"', "providerConfig")
        .replace('"voiceId"', "voiceId")
    )


SHARED = """
import requests

URL = "https://companion-api.napster.com/public/connections"


def post(payload):
    return requests.post(URL, json=payload)
"""


def test_each_caller_of_a_helper_that_holds_the_url_is_a_site() -> None:
    files = {
        "shared.py": SHARED,
        "one.py": f"from shared import post\n\n\ndef one():\n    post({BODY})\n",
        "two.py": f"import shared\n\n\ndef two():\n    shared.post({BODY})\n",
    }
    sites = read_files(files).sites
    assert [site.path for site in sites] == ["one.py", "two.py"]
    assert {site.url_span for site in sites} == {sites[0].url_span}
    assert text_at(files, sites[0].url_span) == "URL"
    assert [site.problems for site in sites] == [(), ()]


@pytest.mark.parametrize(
    "other",
    ["HANDLERS = {'open': post}\n", "register(post)\n", "later = post\n"],
    ids=["in a table", "handed on", "another name"],
)
def test_a_helper_that_escapes_stays_a_site_itself(other: str) -> None:
    """Whoever got hold of it may send anything through its URL."""
    files = {
        "shared.py": SHARED,
        "one.py": f"from shared import post\nfrom registry import register\n\n\ndef one():\n"
        f"    post({BODY})\n",
        "two.py": f"from shared import post\nfrom registry import register\n\n{other}",
    }
    sites = read_files(files).sites
    assert [(site.path, site.span.line) for site in sites] == [("one.py", 6), ("shared.py", 8)]
    assert "two.py:4" in shown_why(sites[1])


def shown_why(site: CallSite) -> str:
    return getattr(site.body, "why", "")


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("log(payload)", "also uses `payload` at shared.py:8"),
        ("payload['tags'] = {'a': '1'}", "also uses `payload` at shared.py:8"),
        ("payload.setdefault('language', 'en')", "also uses `payload` at shared.py:8"),
        ("SEEN.append(payload)", "also uses `payload` at shared.py:8"),
        ("print(locals())", "calls locals() at shared.py:8"),
    ],
)
def test_a_helper_that_does_more_than_send_leaves_its_callers(inside: str, reason: str) -> None:
    shared = SHARED.replace("    return", f"    {inside}\n    return").replace(
        "\nURL", "\nSEEN = []\nURL", 1
    )
    shared = shared.replace("SEEN = []\nURL", "URL", 1).replace(
        "import requests\n", "import requests\n", 1
    )
    files = {"shared.py": shared, "one.py": f"from shared import post\n\npost({BODY})\n"}
    site = next(site for site in read_files(files).sites if site.path == "one.py")
    assert reason in reasons(site)


def test_a_url_may_be_told_to_people() -> None:
    shared = """
import logging
import requests

logger = logging.getLogger(__name__)


def post(path, payload):
    logger.debug("POST %s", path)
    answer = requests.post(f"https://companion-api.napster.com{path}", json=payload)
    if not answer.ok:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return answer
"""
    files = {
        "shared.py": shared,
        "one.py": f"from shared import post\n\npost('/public/connections', {BODY})\n",
    }
    assert only(read_files(files)).problems == ()


def test_a_url_that_is_looked_at_leaves_the_caller() -> None:
    shared = SHARED.replace("def post(payload):", "def post(payload, path):").replace(
        "    return requests.post(URL,",
        "    if path.endswith('/connections'):\n        print(path)\n"
        "    return requests.post('https://companion-api.napster.com' + path,",
    )
    files = {
        "shared.py": shared,
        "one.py": f"from shared import post\n\npost({BODY}, '/public/connections')\n",
    }
    assert "also uses `path`" in reasons(only(read_files(files)))


@pytest.mark.parametrize(
    "other",
    [
        (
            "from client import Client\n\n\nclass Sub(Client):\n"
            "    def _request(self, method, path, json=None):\n        return None\n"
        ),
        "from client import Client\n\nClient._request = lambda self, *a, **k: None\n",
        "from client import Client\n\nsetattr(Client, '_request', print)\n",
    ],
    ids=["a subclass", "replaced", "by name"],
)
def test_a_helper_that_may_be_another_is_listed_with_its_doubt(other: str) -> None:
    request = (
        "    def _request(self, method, path, json=None):\n"
        "        return self.session.request(method, f'{BASE}{path}', json=json)"
    )
    files = {"client.py": CLIENT.format(request=request, handed="json=body"), "other.py": other}
    assert "_request() may be another one" in reasons(only(read_files(files)))


@pytest.mark.parametrize(
    ("head", "decorator", "sure"),
    [
        ("import tenacity", "tenacity.retry(stop=tenacity.stop_after_attempt(3))", True),
        ("import backoff", "backoff.on_exception(backoff.expo, OSError)", True),
        ("from stamina import retry", "retry(on=OSError)", True),
        ("from ours import twice", "twice", True),
        ("from ours import signed", "signed", False),
        ("from elsewhere import wrapped", "wrapped", False),
    ],
)
def test_decorated_helpers(head: str, decorator: str, sure: bool) -> None:
    ours = """
from functools import wraps


def twice(function):
    @wraps(function)
    def again(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except OSError:
            return function(*args, **kwargs)
    return again


def signed(function):
    def with_more(payload):
        payload["tags"] = {"signed": "1"}
        return function(payload)
    return with_more
"""
    shared = f"{head}\n{SHARED}".replace("def post", f"@{decorator}\ndef post")
    files = {
        "ours.py": ours,
        "shared.py": shared,
        "one.py": f"from shared import post\n\npost({BODY})\n",
    }
    site = next(site for site in read_files(files).sites if site.path == "one.py")
    clean = not site.problems and shown_site(site) == f"connections {as_shown(BODY)}"
    assert clean is sure


def test_a_sender_of_the_project_is_named_in_the_configuration() -> None:
    """What it does with its arguments can't be read: the configuration vouches for it."""
    program = f"from pkg.http import send\n\nsend('/public/connections', body={BODY})\n"
    tree = SourceTree(NOWHERE, []).with_files({"app.py": program.encode()})
    sender = ProjectSender(call="http.send", url=0, payload="body", key="NAPSTER_API_KEY")
    assert read_sites(tree, PACK, (), ["app.py"]).sites == ()
    site = only(read_sites(tree, PACK, (), ["app.py"], senders=[sender]))
    assert shown_site(site) == f"connections {as_shown(BODY)}"
    assert (site.client, site.api_key) == ("http.send", FromEnv("NAPSTER_API_KEY"))
    assert text_at({"app.py": program}, site.url_span) == "'/public/connections'"


def test_a_sender_that_is_handed_in_is_known_by_who_hands_it_in() -> None:
    sender = (
        "import requests\n\n\nclass Sender:\n    def __init__(self, key):\n"
        "        self.session = requests.Session()\n"
        "        self.session.headers['X-Api-Key'] = key\n\n"
        "    def send(self, path, payload):\n"
        "        return self.session.post('https://companion-api.napster.com' + path, json=payload)\n"
    )
    desk = (
        "from sender import Sender\n\n\nclass Desk:\n    def __init__(self, sender):\n"
        "        self._through = sender\n\n    def start(self, user):\n"
        "        body = {'companionId': 'c', 'externalClientId': user}\n"
        "        return self._through.send('/public/connections', body)\n\n\n"
        "def build():\n    return Desk(Sender('k'))\n"
    )
    site = only(read_files({"sender.py": sender, "desk.py": desk}))
    assert (str(site.span), shown(site.api_key)) == ("desk.py:10:16", '"k"')
    assert shown(site.body) == '{companionId: "c", externalClientId: ?}'


def test_a_call_that_cannot_be_followed_is_listed_by_its_own_line() -> None:
    """Another call of the module is understood, and its URL has the same path."""
    text = (
        "import requests\n\nBASE = 'https://companion-api.napster.com'\n"
        "PATH = '/public/connections'\n\n\n"
        "def send(path, fields):\n"
        "    yield requests.post(BASE + path, json=fields)\n\n\n"
        "def one(user):\n"
        "    return requests.post(BASE + PATH, json={'companionId': 'c', 'tags': {}})\n\n\n"
        "def two(user):\n    return list(send(PATH, user.fields()))\n"
    )
    reading = read_files({"main.py": text})
    assert [site.span.line for site in reading.sites] == [12]
    assert [(mention.line, mention.text) for mention in reading.mentions] == [(16, "send(…)")]


HELPER = """import requests

def post(path, **fields):
    return requests.post("https://companion-api.napster.com" + path, json=fields)

def one(user):
    return post("/public/connections", companionId="c", externalClientId=user)

def two(extra):
    return post("/public/connections", companionId="c", {unpacked})
"""


@pytest.mark.parametrize(
    ("unpacked", "body", "why"),
    [
        ("**extra", '{companionId: "c", ...}', "it is a parameter of two()"),
        ("**{'tags': 1}", '{companionId: "c", tags: 1}', ""),
        ("**({'tags': 1} if extra else {})", '{companionId: "c", tags?: 1}', ""),
    ],
)
def test_keywords_that_a_helper_gets_unpacked(unpacked: str, body: str, why: str) -> None:
    text = HELPER.replace("{unpacked}", unpacked)
    reading = read_files({"app.py": text})
    one, two = reading.sites
    assert shown(one.body) == '{companionId: "c", externalClientId: ?}'
    assert (one.span.line, two.span.line) == (7, 10)
    assert shown(two.body) == body
    assert why in str(two.body)
    assert not reading.mentions
    # What the second is given by name is not all that it is given: no edit takes its place.
    assert [site.body_span and site.body_span.line for site in (one, two)] == [7, 4]


def test_keywords_that_are_not_known_make_nothing_else_unknown() -> None:
    source = (
        "import requests\n\n\nclass Api:\n    def __init__(self):\n"
        "        self.http = requests.Session()\n        self.http.headers['X-Api-Key'] = 'k'\n\n"
        "    def send(self, path, **kw):\n"
        "        return self.http.post('https://companion-api.napster.com' + path, json=kw)\n\n"
        "    def one(self, extra):\n        return self.send('/public/connections', **extra)\n\n"
        "    def two(self):\n        return self.send('/public/connections', companionId='c')\n"
    )
    one, two = read_files({"app.py": source}).sites
    assert (one.span.line, two.span.line) == (13, 16)
    assert (shown(two.api_key), shown(two.body), two.problems) == ('"k"', '{companionId: "c"}', ())


def test_a_constant_that_an_unknown_address_may_stand_for_is_listed() -> None:
    """Another request of the module is understood, and its URL has the same path."""
    service = (
        "import requests\n\nBASE = 'https://companion-api.napster.com'\n"
        "CONNECTIONS_URL = 'https://companion-api.napster.com' + '/public/connections'\n\n\n"
        "def one(payload):\n    return requests.post(CONNECTIONS_URL, json=payload)\n\n\n"
        "def two(user):\n    return requests.post(\n"
        "        'https://companion-api.napster.com/public/connections', json={'companionId': 'c'}\n"
        "    )\n"
    )
    main = "import service\n\nvars(service)['BASE'] = input()\n"
    reading = read_files({"service.py": service, "main.py": main})
    assert [site.span.line for site in reading.sites] == [12]
    assert [mention.line for mention in reading.mentions] == [4]
