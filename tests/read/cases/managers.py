"""Context managers of the program: what they hand out, and what they do when they are left."""
import contextlib
import sys
from contextlib import contextmanager

import requests

URL = "https://companion-api.napster.com/public/connections"
NO = len(sys.argv) > 99


#: a generator hands out what is sent
@contextmanager
def body(language):
    yield {"language": language}


with body("en") as payload:
    requests.post(URL, json=payload)
# expect: connections {language: "en"}
#: a generator that opens a client
@contextlib.contextmanager
def client():
    with requests.Session() as session:
        yield session


def start(tags):
    with client() as session:
        session.post(URL, json={"tags": {"a": "1"}})


start({})
# expect: connections {tags: {a: "1"}}
#: a generator changes its argument before and after
@contextmanager
def changing(payload):
    payload["language"] = "fr"
    try:
        yield
    finally:
        payload["language"] = "de"


payload = {"language": "en"}
with changing(payload):
    requests.post(URL, json=payload)
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
# expect: connections {language: "de"}
#: what runs after the yield runs on every way out
@contextmanager
def changing(payload):
    yield
    payload["language"] = "de"


def build():
    payload = {"language": "en"}
    with changing(payload):
        return payload


requests.post(URL, json=build())
# expect: connections {language: "de"}
#: out of a loop
@contextmanager
def changing(payload):
    yield
    payload["language"] = "de"


def build():
    payload = {"language": "en"}
    for each in (1, 2):
        with changing(payload):
            if not NO:
                break
    return payload


requests.post(URL, json=build())
# expect: connections {language: ?}
#: a generator that catches what goes wrong inside
@contextmanager
def quiet():
    try:
        yield
    except ValueError:
        pass


payload = {"language": "en"}
with quiet():
    int("x")
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: ?}
#: a generator that catches by another manager
@contextmanager
def quiet():
    with contextlib.suppress(ValueError):
        yield


payload = {"language": "en"}
with quiet():
    int("x")
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: ?}
#: a generator that yields at one of two places
@contextmanager
def either():
    if NO:
        yield {"language": "en"}
    else:
        yield {"language": "fr"}


with either() as payload:
    requests.post(URL, json=payload)
# expect: connections ?
#: a generator under a decorator of another kind
def twice(function):
    def inner(*args):
        given = contextmanager(function)(*args)

        @contextmanager
        def outer():
            with given as held:
                held["language"] = "fr"
                yield held
        return outer()
    return inner


@twice
def body():
    yield {"language": "en"}


with body() as payload:
    requests.post(URL, json=payload)
# expect: connections ?
#: a manager that is kept and entered later
@contextmanager
def body(given):
    yield {"language": given["language"]}


given = {"language": "en"}
kept = body(given)
given["language"] = "fr"
with kept as payload:
    requests.post(URL, json=payload)
# expect: connections ?
#: a method that is a manager
class Api:
    def __init__(self):
        self.language = "en"

    @contextmanager
    def opened(self):
        self.language = "fr"
        yield {"language": self.language}
        self.language = "de"


def start():
    api = Api()
    with api.opened() as payload:
        requests.post(URL, json=payload)
    requests.post(URL, json={"language": api.language})


start()
# expect: connections {language: "fr"}
# expect: connections {language: "de"}
#: a class that sets an attribute when it is left
class Changing:
    def __init__(self):
        self.language = "en"

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.language = "fr"


def start():
    changing = Changing()
    with changing:
        pass
    requests.post(URL, json={"language": changing.language})


start()
# expect: connections {language: "fr"}
#: a class that changes what it holds when it is left by a return
class Changing:
    def __init__(self, payload):
        self.payload = payload

    def __enter__(self):
        return self.payload

    def __exit__(self, kind, error, trace):
        self.payload["language"] = "fr"


def build():
    with Changing({"language": "en"}) as payload:
        return payload


requests.post(URL, json=build())
# expect: connections {language: "fr"}
#: a class that makes its content when it is entered
class Opened:
    def __enter__(self):
        self.payload = {"language": "en"}
        return self

    def __exit__(self, kind, error, trace):
        return None


def start():
    with Opened() as opened:
        requests.post(URL, json=opened.payload)


start()
# expect: connections {language: "en"}
#: a class that swallows what goes wrong
class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return True


payload = {"language": "en"}
with Quiet():
    int("x")
    payload["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: ?}
