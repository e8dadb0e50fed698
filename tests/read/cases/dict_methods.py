"""Methods of dicts and what they leave, one by one."""
import os
import requests

URL = "https://companion-api.napster.com/public/connections"
flag = bool(os.environ.get("FLAG"))

#: pop with a default, of a key that isn't there
options = {}
requests.post(URL, json={"language": options.pop("language", "fr")})
# expect: connections {language: "fr"}
#: clear takes every key away
payload = {"language": "en"}
payload.clear()
payload["tags"] = {}
requests.post(URL, json=payload)
# expect: connections {tags: {}}
#: setdefault leaves what is there
payload = {"language": "en"}
payload.setdefault("language", "fr")
requests.post(URL, json=payload)
# expect: connections {language: "en"}
#: update with a dict
payload = {"language": "en"}
payload.update({"language": "fr"})
requests.post(URL, json=payload)
# expect: connections {language: "fr"}
#: update with a dict and keywords
payload = {"language": "en"}
payload.update({"language": "fr"}, language="de")
requests.post(URL, json=payload)
# expect: connections {language: "de"}
#: get of a key that may be missing
options = {}
if flag:
    options["language"] = "en"
requests.post(URL, json={"language": options.get("language", "fr")})
# expect: connections {language: ?}
#: a spread that is made under a condition
profile = {"name": "Ann"} if flag else {}
requests.post(URL, json={**(profile and {"language": "en"})})
# expect: connections {language?: "en"}
#: a spread of one of two dicts
requests.post(URL, json={**({"language": "en"} if flag else {})})
# expect: connections {language?: "en"}
#: a spread of one of two dicts, over a key
requests.post(URL, json={"language": "fr", **({"language": "en"} if flag else {})})
# expect: connections {language: "en" | "fr"}
#: a key set in the other branch alone
payload = {}
if flag:
    print("flag")
else:
    payload["language"] = "en"
requests.post(URL, json=payload)
# expect: connections {language?: "en"}
