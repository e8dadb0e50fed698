"""Text, URLs and other small values as code makes them."""
import inspect
import json
import os
import textwrap
import types
from urllib.parse import urljoin

import requests
from yarl import URL as Url

BASE = "https://companion-api.napster.com"
URL = BASE + "/public/connections"


#: methods of known texts
requests.post(URL, json={"a": " x ".strip(), "b": "a,b".split(","), "c": "x-y".partition("-"), "d": "ab".removeprefix("a")})
requests.post(URL, json={"a": "X".lower(), "b": "x".startswith("x"), "c": "a b".title(), "d": "aXb".replace("X", "-")})
# expect: connections {a: "x", b: ["a", "b"], c: ["x", "-", "y"], d: "b"}
# expect: connections {a: "x", b: true, c: "A B", d: "a-b"}
#: joined
words = ["You help.", "Be kind."]
requests.post(URL, json={"a": "\n".join(words), "b": "-".join(["a", os.environ["HOME"]]), "c": "-".join(os.environ)})
# expect: connections {a: "You help.\nBe kind.", b: a-{env(HOME)}, c: ?}
#: unindented
text = textwrap.dedent("""\
    You help.
      Be kind.
""").strip()
requests.post(URL, json={"a": text, "b": inspect.cleandoc("""One
    two""")})
# expect: connections {a: "You help.\n  Be kind.", b: "One\ntwo"}
#: the ends of a built text
home = os.environ["HOME"]
requests.post(URL, json={"a": f"x{home}y ".strip(), "b": f"{home} ".strip(), "c": f"a/{home}//".rstrip("/")})
# expect: connections {a: x{env(HOME)}y, b: ?, c: ?}
#: URLs in pieces
requests.post("/".join([BASE, "public", "connections"]), json={"companionId": "a"})
requests.post("%s/public/%s" % (BASE, "connections"), json={"companionId": "b"})
requests.post("{}/public/{kind}".format(BASE, kind="connections"), json={"companionId": "c"})
requests.post(urljoin(BASE, "/public/connections"), json={"companionId": "d"})
# expect: connections {companionId: "a"}
# expect: connections {companionId: "b"}
# expect: connections {companionId: "c"}
# expect: connections {companionId: "d"}
#: URL objects
api = Url(BASE)
requests.post(api / "public" / "connections", json={"companionId": "a"})
requests.post(str(api.with_path("/public/connections")), json={"companionId": "b"})
requests.post(Url(BASE + "/v1/").join(Url("/public/connections")), json={"companionId": "c"})
requests.post(api.joinpath("public", "connections"), json={"companionId": "d"})
# expect: connections {companionId: "a"}
# expect: connections {companionId: "b"}
# expect: connections {companionId: "c"}
# expect: connections {companionId: "d"}
#: a URL object isn't its text
requests.post(URL, json={"a": Url(BASE) == BASE, "b": str(Url(BASE) / "x")})
# expect: connections {a: ?, b: "https://companion-api.napster.com/x"}
#: JSON text
requests.post(URL, data='{"companionId": "comp_a", "tags": {"a": "1"}, "functions": ["f"], "x": null}')
requests.post(URL, data='{"companionId": broken}')
# expect: connections {companionId: "comp_a", tags: {a: "1"}, functions: ["f"], x: null}
# expect: connections "{\"companionId\": broken}"
#: attributes by name
requests_post = getattr(requests, "post")
requests_post(URL, json={"companionId": "a"})
getattr(requests, "post")(URL, json={"companionId": "b"})
# expect: connections {companionId: "a"}
# expect: connections {companionId: "b"}
#: a namespace
config = types.SimpleNamespace(voice="alloy", companion="comp_a")
config.voice = "verse"
requests.post(URL, json={"companionId": config.companion, "tags": {"voice": config.voice}})
# expect: connections {companionId: "comp_a", tags: {voice: "verse"}}
#: a sentinel
UNSET = object()
def build(language=UNSET, code=..., tags=None):
    payload = {"companionId": "comp_a", "language": language, "code": code, "tags": tags}
    return {k: v for k, v in payload.items() if v is not UNSET and v is not ...}
requests.post(URL, json=build())
requests.post(URL, json=build("en", "x"))
# expect: connections {companionId: "comp_a", tags: null}
# expect: connections {companionId: "comp_a", language: "en", code: "x", tags: null}
#: a sentinel of a class
class NotGiven:
    pass
NOT_GIVEN = NotGiven()
def build(language=NOT_GIVEN):
    payload = {"companionId": "comp_a"}
    if language is not NOT_GIVEN:
        payload["language"] = language
    return payload
requests.post(URL, json=build())
requests.post(URL, json=build("en"))
requests.post(URL, json=build(os.environ["HOME"]))
# expect: connections {companionId: "comp_a"}
# expect: connections {companionId: "comp_a", language: "en"}
# expect: connections {companionId: "comp_a", language: env(HOME)}
#: an object that may be another
class Thing:
    def same(self):
        return "yes" if self is ONE else "no"
ONE = Thing()
requests.post(URL, json={"a": ONE.same(), "b": Thing().same()})
# expect: connections {a: "yes", b: "yes" | "no"}
#: the same object twice
import functools
class Thing:
    pass
@functools.lru_cache
def get():
    return Thing()
requests.post(URL, json={"a": "yes" if get() is get() else "no"})
# expect: connections {a: "yes" | "no"}
#: a match on a constant
MODE = "calm"
match MODE:
    case "loud" | "wild":
        voice = "verse"
    case "calm":
        voice = "alloy"
    case _:
        voice = "echo"
requests.post(URL, json={"voice": voice})
# expect: connections {voice: "alloy"}
#: a match that nothing fits
voice = "alloy"
match "x":
    case "y":
        voice = "verse"
requests.post(URL, json={"voice": voice})
# expect: connections {voice: "alloy"}
#: a match with a guard
match "x":
    case "x" if os.environ["HOME"] == "nowhere":
        voice = "verse"
    case _:
        voice = "alloy"
requests.post(URL, json={"voice": voice})
# expect: connections {voice: ?}
#: a branch that is never taken doesn't return
def pick():
    if "a" == "b":
        return "verse"
    return "alloy"
requests.post(URL, json={"voice": pick(), "b": "a" in ["a", "b"], "c": "x" in ("a",)})
# expect: connections {voice: "alloy", b: true, c: false}
#: a star import of a module that lists its names
from conf import *
requests.post(URL, json={"companionId": _COMPANION, "language": LANGUAGE})
# expect: connections {companionId: "comp_a", language: "en"}
# file: conf.py
__all__ = ["LANGUAGE", "_COMPANION"]
LANGUAGE = "en"
_COMPANION = "comp_a"
