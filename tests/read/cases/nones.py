"""Ways to leave out what isn't there."""
import os
import sys
import requests

URL = "https://companion-api.napster.com/public/connections"


def something(name):
    return os.environ.get(name)


a, b = something("HOME"), something("NO_SUCH_NAME")


#: a comprehension
payload = {"companionId": "comp_a", "x": None, "language": a, "tags": b}
requests.post(URL, json={k: v for k, v in payload.items() if v is not None})
# expect: connections {companionId: "comp_a", language?: env(HOME, null), tags?: env(NO_SUCH_NAME, null)}
#: dict() of pairs
payload = {"companionId": "comp_a", "x": None, "language": a}
requests.post(URL, json=dict((k, v) for k, v in payload.items() if v is not None))
requests.post(URL, json=dict([(k, v) for k, v in payload.items() if v]))
# expect: connections {companionId: "comp_a", language?: env(HOME, null)}
# expect: connections {companionId: "comp_a", language?: env(HOME, null)}
#: dict() of a filter
payload = {"companionId": "comp_a", "x": None, "language": a, "tags": {"a": "1"}}
requests.post(URL, json=dict(filter(lambda item: item[1] is not None, payload.items())))
# expect: connections {companionId: "comp_a", language?: env(HOME, null), tags: {a: "1"}}
#: a filter of another name
def filter(test, items):
    return [("companionId", "comp_b")]
payload = {"companionId": "comp_a", "x": None}
requests.post(URL, json=dict(filter(lambda item: item[1] is not None, payload.items())))
# expect: connections {...}
#: a loop that deletes
payload = {"companionId": "comp_a", "x": None, "language": a, "tags": b}
for key in list(payload):
    if payload[key] is None:
        del payload[key]
requests.post(URL, json=payload)
# expect: connections {companionId: "comp_a", language?: env(HOME, null), tags?: env(NO_SUCH_NAME, null)}
#: a loop that deletes what a list names
payload = {"companionId": "comp_a", "x": None, "language": a, "tags": b}
for key in [key for key, value in payload.items() if value is None]:
    del payload[key]
requests.post(URL, json=payload)
# expect: connections {companionId: "comp_a", language?: env(HOME, null), tags?: env(NO_SUCH_NAME, null)}
#: a list of keys that does more than compare
def no(value):
    payload["language"] = "fr"
    return value is None
payload = {"companionId": "comp_a", "x": None, "language": a}
for key in [key for key, value in payload.items() if no(value)]:
    del payload[key]
requests.post(URL, json=payload)
# expect: connections {companionId?: ?, x?: ?, language?: ?, ...}
#: a loop that pops
payload = {"companionId": "comp_a", "x": None, "language": a}
for key, value in list(payload.items()):
    if not value:
        payload.pop(key)
requests.post(URL, json=payload)
# expect: connections {companionId: "comp_a", language?: env(HOME, null)}
#: a loop that puts
payload = {"companionId": "comp_a"}
for key, value in (("language", a), ("tags", b), ("x", None), ("y", "1")):
    if value is not None:
        payload[key] = value
requests.post(URL, json=payload)
# expect: connections {companionId: "comp_a", language?: env(HOME, null), tags?: env(NO_SUCH_NAME, null), y: "1"}
#: a loop that skips
payload = {}
for key, value in {"companionId": "comp_a", "language": a, "x": None}.items():
    if value is None:
        continue
    payload[key] = value
requests.post(URL, json=payload)
# expect: connections {companionId: "comp_a", language?: env(HOME, null)}
#: a loop that ends early
payload = {}
for key, value in (("companionId", "comp_a"), ("language", a), ("x", "1")):
    if value is None:
        break
    payload[key] = value
requests.post(URL, json=payload)
# expect: connections {companionId: "comp_a", language?: env(HOME, null), x?: "1"}
#: a loop that ends before it does anything
payload = {"companionId": "comp_a"}
for key in ("language", "x"):
    if len(sys.argv) < 99:
        break
    payload[key] = "1"
requests.post(URL, json=payload)
# expect: connections {companionId: "comp_a", language?: "1", x?: "1"}
#: a loop over keys that are there at times
payload = {"companionId": "comp_a"}
if a:
    payload["language"] = "fr"
copy = {}
for key in payload:
    copy[key] = payload[key]
requests.post(URL, json=copy)
# expect: connections {companionId: "comp_a", language?: "fr"}
#: each round sees what the one before did
payload = {"companionId": "comp_a"}
last = "comp_a"
for name in ("x", "y"):
    payload[name] = last
    last = last + name
requests.post(URL, json={**payload, "z": last, "name": name})
# expect: connections {companionId: "comp_a", x: "comp_a", y: "comp_ax", z: "comp_axy", name: "y"}
#: a loop over what is changed in it
payload = {"companionId": "comp_a", "x": "1"}
for key in list(payload.keys()):
    payload[key + "2"] = payload.pop(key)
requests.post(URL, json=payload)
# expect: connections {companionId2: "comp_a", x2: "1"}
#: a loop over objects that are shared
one, two = {"a": "1"}, {"a": "1"}
for each in [one, two]:
    each["a"] = "2"
requests.post(URL, json={"x": one, "y": two})
# expect: connections {x: {a: "2"}, y: {a: "2"}}
#: a loop that makes the same object in each round
made = []
for name in ("a", "b"):
    made.append({"name": name})
requests.post(URL, json={"x": made})
# expect: connections {x: [?, {name: "b"}]}
#: a loop that makes an object and keeps one
payload = {}
for name in ("a", "b"):
    inner = {"name": name}
    payload[name] = inner
inner["name"] = "c"
requests.post(URL, json=payload)
# expect: connections {a: ?, b: {name: "c"}}
#: loops in loops
payload = {}
for one in ("a", "b"):
    for two in ("x", "y"):
        payload[one + two] = one
requests.post(URL, json=payload)
# expect: connections {ax: "a", ay: "a", bx: "b", by: "b"}
#: a list made by a comprehension
names = ["a", "b"]
requests.post(URL, json={"functions": [name.upper() for name in names], "x": [n for n in names if n != "a"]})
# expect: connections {functions: ["A", "B"], x: ["b"]}
#: a list of what isn't known
requests.post(URL, json={"functions": [name for name in os.environ], "x": [n for n in ["a", a] if n]})
# expect: connections {functions: ?, x: ?}
#: a helper that cleans
def clean(fields):
    return {k: v for k, v in fields.items() if v is not None}
requests.post(URL, json=clean({"companionId": "comp_a", "x": None, "language": a}))
# expect: connections {companionId: "comp_a", language?: env(HOME, null)}
#: what the environment surely gives
payload = {"companionId": os.environ["HOME"], "language": os.environ.get("NO_SUCH_NAME", "en"), "tags": a}
requests.post(URL, json={k: v for k, v in payload.items() if v is not None})
# expect: connections {companionId: env(HOME), language: env(NO_SUCH_NAME, "en"), tags?: env(HOME, null)}
