"""An object has many names; a change through one shows under all of them."""
import copy
import requests

URL = "https://companion-api.napster.com/public/connections"


def elsewhere(*things):
    from builtins import eval as unknown
    for thing in things:
        unknown("thing.update(language='zz') if isinstance(thing, dict) else thing.append('zz')")


#: a second name
payload = {"language": "en"}
same = payload
same["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
#: a nested dict taken out and changed
payload = {"tags": {"a": "1"}}
tags = payload["tags"]
tags["a"] = "2"
requests.post(URL, json=payload)
# expect: connections {tags: {a: "2"}}
#: a nested dict shared by two dicts
tags = {"a": "1"}
one, two = {"tags": tags}, {"tags": tags}
one["tags"]["a"] = "2"
requests.post(URL, json=two)
# expect: connections {tags: {a: "2"}}
#: a shallow copy shares what is nested
base = {"language": "en", "tags": {"a": "1"}}
mine = base.copy()
mine["language"] = "fr"
mine["tags"]["a"] = "2"
requests.post(URL, json=base)
# expect: connections {language: "en", tags: {a: "2"}}
#: a deep copy shares nothing
base = {"tags": {"a": "1"}}
mine = copy.deepcopy(base)
mine["tags"]["a"] = "2"
requests.post(URL, json=base)
# expect: connections {tags: {a: "1"}}
#: a deep copy keeps sharing within itself
tags = {"a": "1"}
mine = copy.deepcopy({"x": tags, "y": tags})
mine["x"]["a"] = "2"
requests.post(URL, json=mine)
# expect: connections {x: {a: "2"}, y: {a: "2"}}
#: spread copies one level
tags = {"a": "1"}
base = {"tags": tags}
payload = {**base, "language": "en"}
tags["a"] = "2"
base["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {tags: {a: "2"}, language: "en"}
#: one of two objects, then changed
import sys
a, b = {"language": "en"}, {"language": "de"}
chosen = a if len(sys.argv) > 99 else b
chosen["language"] = "fr"
requests.post(URL, json=a)
requests.post(URL, json=b)
# expect: connections {language?: ?, ...}
# expect: connections {language?: ?, ...}
#: one of two objects by a branch
import sys
a, b = {"language": "en"}, {"language": "de"}
if len(sys.argv) > 99:
    chosen = a
else:
    chosen = b
chosen["language"] = "fr"
requests.post(URL, json=b)
# expect: connections {language?: ?, ...}
#: `or` hands out the object itself
import sys
base = {"language": "en"}
mine = (len(sys.argv) > 99 and {}) or base
mine["language"] = "fr"
requests.post(URL, json=base)
# expect: connections {language?: ?, ...}
#: an item under an unknown key
import sys
table = {"a": {"language": "en"}, "b": {"language": "de"}}
table["ab"[len(sys.argv) % 1]]["language"] = "fr"
requests.post(URL, json=table["a"])
# expect: connections {language?: ?, ...}
#: an unknown key that is only read
import sys
table = {"a": {"id": "en"}, "b": {"id": "de"}}
name = table["ab"[len(sys.argv) % 1]]["id"]
requests.post(URL, json={"language": name, "tags": table["a"]})
# expect: connections {language: "en" | "de", tags: {id: "en"}}
#: changed through a loop over a list
a, b = {"language": "en"}, {"language": "de"}
for each in [a, b]:
    each["language"] = "fr"
requests.post(URL, json=a)
# expect: connections {language: "fr"}
#: changed through `.values()`
payload = {"tags": {"a": "1"}, "more": {"a": "1"}}
for each in payload.values():
    each["a"] = "2"
requests.post(URL, json=payload)
# expect: connections {tags: {a: "2"}, more: {a: "2"}}
#: changed through `.items()`
payload = {"tags": {"a": "1"}}
for key, each in payload.items():
    each["a"] = "2"
requests.post(URL, json=payload)
# expect: connections {tags: {a: "2"}}
#: changed through an unpacked star
first, *others = [{"language": "en"}, {"language": "de"}]
payload = others[0]
keep = payload
keep["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections ?
#: changed through built-ins that hand objects out
payload = {"language": "en"}
next(iter([payload]))["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: changed through a comprehension's result
payload = {"language": "en"}
[each for each in [payload]][0]["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
#: changed inside a comprehension
payload = {"language": "en"}
[payload.update(language="fr") for _ in range(2)]
requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: appended an unknown number of times
functions = ["a"]
[functions.append("b") for _ in range(2)]
requests.post(URL, json={"functions": functions})
# expect: connections {functions: ?}
#: passed to unknown code
payload = {"language": "en"}
elsewhere(payload)
requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: its method passed to unknown code
payload = {"language": "en"}
list(map(payload.update, [{"language": "fr"}]))
requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: passed in a list with a star
payload = {"language": "en"}
elsewhere(*[payload])
requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: set after it escaped, and changed through what came back
payload = {"language": "en"}
same = max([payload], key=len)
payload["language"] = "de"
same["language"] = "fr"
requests.post(URL, json=payload)
# expect: connections {language?: ?, ...}
#: made by one helper in every round of a loop
def make():
    return {"language": "en"}


previous = None
for each in ("a", "b"):
    before = previous
    previous = make()
    previous["language"] = each
    if before is not None:
        requests.post(URL, json=before)
# expect: connections ?
#: two results of one helper are two objects
def make():
    return {"language": "en"}


one, two = make(), make()
two["language"] = "fr"
requests.post(URL, json=one)
# expect: connections {language: "en"}
#: a helper changes what it is given
def french(body):
    body["language"] = "fr"
    return body


payload = {"language": "en"}
french(payload)
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
#: a helper keeps what it is given
KEPT = []


def keep(body):
    KEPT.append(body)
    return body


def change():
    KEPT[0]["language"] = "fr"


payload = keep({"language": "en"})
change()
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
#: a list built with itself
functions = ["a"]
same = functions
same += ["b"]
same *= 2
requests.post(URL, json={"functions": functions})
# expect: connections {functions: ?}
#: a dict in itself
payload = {"language": "en"}
payload["self"] = [1]
payload["self"].append(payload["self"])
requests.post(URL, json={"language": payload["language"]})
# expect: connections {language: "en"}
#: `|=` with a choice on the right
import sys
payload = {"language": "en"}
same = payload
payload |= {"language": "fr" if len(sys.argv) > 99 else "de"}
requests.post(URL, json=same)
# expect: connections {language: "fr" | "de"}
#: a match that captures
payload = {"tags": {"a": "1"}}
match payload:
    case {"tags": found}:
        found["a"] = "2"
requests.post(URL, json=payload)
# expect: connections {tags?: ?, ...}
