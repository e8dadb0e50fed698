"""What the environment says, and what code makes of its text."""
import os
import requests

URL = "https://companion-api.napster.com/public/connections"


#: numbers
os_home = os.getenv("TEMPERATURE", "0.7")
requests.post(URL, json={"a": float(os_home), "b": int(os.environ.get("COUNT", 3)), "c": os.getenv("HOME") or "x"})
# expect: connections {a: float(env(TEMPERATURE, 0.7)), b: int(env(COUNT, 3)), c: env(HOME, "x")}
#: whether it is a text
requests.post(URL, json={"a": os.getenv("GREEN", "false").lower() == "true", "b": os.environ["HOME"] == "/nowhere"})
requests.post(URL, json={"a": os.getenv("GREEN", "Yes").lower() in ("1", "true", "yes"), "b": os.getenv("GREEN") == "1"})
requests.post(URL, json={"a": os.getenv("GREEN", "true") != "true", "b": os.getenv("GREEN", "1") in {"1"}, "c": os.getenv("GREEN", "x").lower()})
# expect: connections {a: is_lower(env(GREEN, false)), b: is(env(HOME))}
# expect: connections {a: is_lower(env(GREEN, true)), b: is(env(GREEN, false))}
# expect: connections {a: ?, b: ?, c: ?}
#: a value kept in a name
debug = os.getenv("DEBUG", "0")
flag = debug == "1"
requests.post(URL, json={"a": flag, "b": "yes" if flag else "no"})
# expect: connections {a: is(env(DEBUG, false)), b: "yes" | "no"}
