"""What is made from the payload and sent beside it: the payload can't change without it."""

from __future__ import annotations

import ast

import pytest

from migrator.rewrite.derived import made_from

MADE = {
    "a header of the call": """
def start(payload):
    return post(URL, json=payload, headers={"X-Signature": sign(payload)})
""",
    "a variable": """
def start(payload):
    signature = hmac.new(KEY, json.dumps(payload).encode(), "sha256").hexdigest()
    return post(URL, json=payload, headers={"X-Signature": signature})
""",
    "over several steps": """
def start(payload):
    text = json.dumps(payload)
    digest = hashlib.sha256()
    digest.update(text.encode())
    headers = dict(HEADERS)
    headers["X-Digest"] = digest.hexdigest()
    return post(URL, json=payload, headers=headers)
""",
    "headers of a session": """
def start(self, payload):
    self.session.headers["X-Length"] = str(len(json.dumps(payload)))
    return self.session.post(URL, json=payload)
""",
    "headers by update": """
def start(session, payload):
    session.headers.update({"X-Length": f"{payload}"})
    return session.post(URL, json=payload)
""",
    "a header that is added later": """
def start(payload):
    body = json.dumps(payload)
    request = Request(URL, data=json.dumps(payload))
    request.add_header("X-Signature", sign(body))
    return urlopen(request)
""",
    "in the function around": """
def start(payload):
    signature = sign(payload)
    def attempt():
        return post(URL, json=payload, headers={"X-Signature": signature})
    return retried(attempt)
""",
    "from a dump": """
def start(payload):
    return post(URL, json=payload.model_dump(), headers=signed(payload.model_dump()))
""",
}
NOT_MADE = {
    "a part of the payload": """
def start(payload):
    return post(URL, json=payload, headers={"X-User": clean(payload["externalClientId"])})
""",
    "something else": """
def start(payload, user):
    signature = sign(user)
    return post(URL, json=payload, headers={"X-Signature": signature})
""",
    "that is kept, logged and printed": """
def start(self, payload):
    key = json.dumps(payload)
    self.seen.append(payload)
    self.log(payload)
    logger.info("%s", payload)
    text = f"{payload}"
    print(text)
    answer = post(URL, json=payload, headers=self.headers(), timeout=self.timeout)
    self.cache[key] = answer
    return answer
""",
    "the text that is sent": """
def start(payload):
    body = json.dumps(payload).encode()
    return post(URL, data=body, headers=HEADERS)
""",
    "the answer": """
def start(payload):
    token = None
    while token is None:
        token = find(post(URL, json=payload, headers=made(token)))
    return token
""",
    "the bundle that it is in": """
def start(payload):
    options = {"json": payload, "timeout": 3}
    return post(URL, **options)
""",
}


def line_of(source: str) -> int | None:
    tree = ast.parse(source)
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    call = next(c for c in calls if c.args and ast.unparse(c.args[0]) == "URL")
    body = next((k.value for k in call.keywords if k.arg == "json"), None)
    return made_from(body or ast.Name("payload", ast.Load()), call, tree)


@pytest.mark.parametrize("source", MADE.values(), ids=MADE)
def test_what_is_made_from_the_payload_is_found(source: str) -> None:
    lines = source.splitlines()
    line = line_of(source)
    assert line is not None
    assert "payload" in lines[line - 1] or "text" in lines[line - 1] or "body" in lines[line - 1]


@pytest.mark.parametrize("source", NOT_MADE.values(), ids=NOT_MADE)
def test_what_is_not_made_from_it_is_nothing(source: str) -> None:
    assert line_of(source) is None
