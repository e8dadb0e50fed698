"""Branches, loops, exceptions: what holds on every path, and what doesn't."""
import sys
import requests

URL = "https://companion-api.napster.com/public/connections"
NO = len(sys.argv) > 99


def fail():
    raise ValueError


#: a key set under a condition
payload = {"language": "en"}
if NO:
    payload["tags"] = {"a": "1"}
requests.post(URL, json=payload)
# expect: connections {language: "en", tags?: {a: "1"}}
#: a key set differently in two branches
payload = {}
if NO:
    payload["language"] = "en"
else:
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: "en" | "fr"}
#: branches in branches
payload = {}
if not NO:
    if NO:
        language = "en"
    else:
        language = "fr"
    payload["language"] = language
    payload["tags"] = {"l": language}
requests.post(URL, json=payload)
# expect: connections {language?: "en" | "fr", tags?: {l: "en" | "fr"}}
#: a branch that leaves
def send():
    payload = {"language": "en"}
    if NO:
        payload["language"] = "fr"
        return None
    return requests.post(URL, json=payload)


send()
# expect: connections {language: "en"}
#: a key deleted in a branch
payload = {"language": "en", "tags": {}}
if not NO:
    del payload["tags"]
requests.post(URL, json=payload)
# expect: connections {language: "en", tags?: {}}
#: set in an earlier round of a loop
payload = {}
for each in (1, 2):
    requests.post(URL, json=payload)
    payload["language"] = "en"
# expect: connections {language?: "en"}
#: alternating in a loop
language = "en"
for each in (1, 2, 3):
    requests.post(URL, json={"language": language})
    language = "fr" if language == "en" else "en"
# expect: connections {language: ?}
#: a flag carried between rounds
payload, again = {"language": "en"}, False
for each in (1, 2):
    if again:
        payload["language"] = "fr"
    requests.post(URL, json=payload)
    again = True
# expect: connections {language: "fr" | ?}
#: after `break`
language = "en"
for each in (1, 2):
    language = "fr"
    if each == 1:
        break
    language = "de"
requests.post(URL, json={"language": language})
# expect: connections {language: ?}
#: `else` of a loop
payload = {"language": "en"}
for each in ():
    print(each)
else:
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
#: `else` of a loop that may be left before
payload = {"language": "en"}
for each in [1, 2]:
    break
else:
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: ?}
#: a while loop that changes its condition
count, payload = 0, {}
while count < 2:
    payload["tags"] = {"n": str(count)}
    count += 1
    requests.post(URL, json=payload)
# expect: connections {tags: {n: ?}}
#: an exception between two changes
payload = {"language": "en"}
try:
    payload["language"] = "fr"
    fail()
    payload["language"] = "de"
except ValueError:
    pass
requests.post(URL, json=payload)
# expect: connections {language: ?}
#: an exception in the middle of a branch
payload = {}
try:
    if not NO:
        payload["language"] = "fr"
        fail()
        payload["language"] = "de"
except ValueError:
    requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: a name bound twice before an exception
try:
    if not NO:
        language = "fr"
        fail()
        language = "de"
except ValueError:
    requests.post(URL, json={"language": language})
# expect: connections {language: ?}
#: an exception inside a helper that changes things
def build(payload):
    payload["language"] = "fr"
    fail()
    payload["language"] = "de"


payload = {}
try:
    build(payload)
except ValueError:
    pass
requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: sending in `finally`
payload = {"language": "en"}
try:
    try:
        payload["language"] = "fr"
        fail()
        payload["language"] = "de"
    finally:
        requests.post(URL, json=payload)
except ValueError:
    pass
# expect: connections ?
#: a change in `finally` behind a return
def build(payload):
    try:
        return payload
    finally:
        payload["language"] = "fr"


requests.post(URL, json=build({"language": "en"}))
# expect: connections {language: "fr"}
#: suppressed exceptions
import contextlib
payload = {"language": "en"}
with contextlib.suppress(ValueError):
    fail()
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: ?}
#: a context manager that swallows
class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


payload = {"language": "en"}
with Quiet():
    fail()
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: ?}
#: an ordinary context manager
payload = {"language": "en"}
with open("/dev/null") as sink:
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
#: retries around a call
payload = {"language": "en"}
for attempt in range(2):
    try:
        requests.post(URL, json=payload)
        break
    except OSError:
        continue
# expect: connections {language: "en"}
#: a match statement
match len(sys.argv):
    case 99:
        language = "en"
    case _:
        language = "fr"
requests.post(URL, json={"language": language})
# expect: connections {language: ?}
#: a walrus in a condition
payload = {}
if (language := "fr") and not NO:
    payload["language"] = language
requests.post(URL, json=payload)
# expect: connections {language?: "fr"}
#: a walrus in a comprehension
language = "en"
[language := each for each in ("fr", "de")]
requests.post(URL, json={"language": language})
# expect: connections {language: ?}
#: a comprehension's variable is its own
language = "en"
[language for language in ("fr", "de")]
requests.post(URL, json={"language": language})
# expect: connections {language: "en"}
#: conditional expression with an effect
payload = {"language": "en", "tags": {}}
payload.pop("tags") if NO else None
requests.post(URL, json=payload)
# expect: connections {language: "en", tags?: {}}
#: a spread with an effect in one arm
base = {"language": "en", "tags": {"a": "1"}}
payload = {**({"tags": base.pop("tags")} if NO else {}), **base}
requests.post(URL, json=payload)
# expect: connections {tags?: {a: "1"}, language: "en"}
#: `and` stops early
payload = {"language": "en"}
NO and payload.update(language="fr")
requests.post(URL, json=payload)
# expect: connections {language: ?}
#: one condition asked twice
flag, payload = True, {}
if flag:
    payload["language"] = "en"
flag = False
if flag:
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: "en"}
#: a helper that sets a key under its own condition, called twice
def add(body, language, wanted):
    body.update(**({"language": language} if wanted else {}))


payload = {}
add(payload, "en", len(sys.argv) < 99)
add(payload, "fr", len(sys.argv) > 99)
requests.post(URL, json=payload)
# expect: connections {language?: ?}
#: recursion
def build(depth):
    if depth == 0:
        return {"language": "en"}
    inner = build(depth - 1)
    inner["tags"] = {"d": str(depth)}
    return inner


requests.post(URL, json=build(2))
# expect: connections ?
#: changed after the call, and before the next
payload = {"language": "en"}
requests.post(URL, json=payload)
payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: "en"}
# expect: connections {language: "fr"}
#: a generator that yields what it sends later
def bodies():
    payload = {"language": "en"}
    yield payload
    requests.post(URL, json=payload)


for body in bodies():
    body["language"] = "fr"
# expect: connections {language?: ?, ...}
#: a client named like the parameter of a function that is defined before it
import httpx


async def start():
    async def send(client):
        return await client.post(URL, json={"language": "en"})

    async with httpx.AsyncClient() as client:
        return await send(client)
# expect: connections {language: "en"}
#: a client of a library runs nothing of the program where it is entered and left
import requests
import sdk


def start():
    payload = {}
    sdk.keep(payload)
    payload["language"] = "en"
    with requests.Session():
        pass
    requests.post(URL, json=payload)
# expect: connections {language: "en", ...}
#: a context manager of the program may do anything to what others hold
import requests
import sdk


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        sdk.settle()


def start():
    payload = {}
    sdk.keep(payload)
    payload["language"] = "en"
    with Quiet():
        pass
    requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: a client that is given, or made here for each try
import aiohttp


class Sessions:
    def __init__(self, session=None):
        self._session = session

    async def start(self, visitor):
        payload = {"language": "en"}
        for attempt in range(3):
            session = self._session or aiohttp.ClientSession()
            try:
                async with session.post(URL, json=payload) as answer:
                    return await answer.json()
            except aiohttp.ClientError:
                continue
            finally:
                if session is not self._session:
                    await session.close()
# expect: connections {language: "en"}
#: one of two clients, of which one may change what it sends
import httpx


def start(watch):
    client = httpx.Client()
    if NO:
        client = httpx.Client(event_hooks={"request": [watch]})
    client.post(URL, json={"language": "en"})
# expect: connections! {language: "en"}
#: a client or an object of the program
import httpx


class Quiet:
    def post(self, url, json):
        json["language"] = "fr"


def start():
    client = httpx.Client()
    if NO:
        client = Quiet()
    payload = {"language": "en"}
    client.post(URL, json=payload)
    httpx.post(URL, json=payload)
# expect: connections! {language: "en"}
# expect: connections {language?: ?, ...}
#: a function that returns from a loop, or after it
def chosen(name):
    for known in ("ann", "cy"):
        if known == name:
            return "comp_b"
    return "comp_a"
requests.post(URL, json={"companionId": chosen(sys.argv[0])})
# expect: connections {companionId: ?}
#: a list that one branch makes longer
functions = ["fn_a"]
if NO:
    functions.append("fn_b")
requests.post(URL, json={"functions": functions})
# expect: connections {functions: ?}
#: a loop over names of attributes
class Call:
    def __init__(self, language=None, tags=None):
        self.language = language
        self.tags = tags
    def payload(self):
        made = {"companionId": "comp_a"}
        for key in ("language", "tags"):
            if getattr(self, key) is not None:
                made[key] = getattr(self, key)
        return made
requests.post(URL, json=Call("en").payload())
# expect: connections {companionId: "comp_a", language: "en"}
