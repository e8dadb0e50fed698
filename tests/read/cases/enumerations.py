"""Members of enumerations, as JSON holds them and as text shows them."""
import requests
from enum import Enum, IntEnum, StrEnum, auto, unique

URL = "https://companion-api.napster.com/public/connections"


#: values and names
class Voice(Enum):
    CALM = "alloy"
    LOUD = "verse"
requests.post(URL, json={"a": Voice.CALM.value, "b": Voice.LOUD.name})
# expect: connections {a: "alloy", b: "LOUD"}
#: members that are strings
class Voice(str, Enum):
    CALM = "alloy"
class Language(StrEnum):
    EN = "en"
class Level(IntEnum):
    LOW = 1
requests.post(URL, json={"a": Voice.CALM, "b": Language.EN, "c": Level.LOW})
# expect: connections {a: "alloy", b: "en", c: 1}
#: how members are printed
class Voice(str, Enum):
    CALM = "alloy"
class Language(StrEnum):
    EN = "en"
requests.post(URL, json={"a": f"{Voice.CALM}", "b": f"{Language.EN}", "c": str(Voice.CALM), "d": str(Language.EN)})
requests.post(URL, json={"a": Voice.CALM + "-1", "b": Voice.CALM.upper(), "c": "%s" % Voice.CALM, "d": "{}".format(Voice.CALM)})
requests.post(URL, json={"a": "-".join([Voice.CALM, Language.EN])})
# expect: connections {a: {?}, b: "en", c: {?}, d: "en"}
# expect: connections {a: "alloy-1", b: "ALLOY", c: {?}, d: {?}}
# expect: connections {a: "alloy-en"}
#: looked up by value and by name
class Voice(Enum):
    CALM = "alloy"
    LOUD = "verse"
requests.post(URL, json={"a": Voice("verse").value, "b": Voice["CALM"].value})
# expect: connections {a: "verse", b: "alloy"}
#: two names of one member
class Voice(Enum):
    CALM = "alloy"
    QUIET = "alloy"
requests.post(URL, json={"a": Voice.QUIET.value, "b": Voice.QUIET.name})
# expect: connections {a: "alloy", b: "CALM"}
#: values that are made
class Voice(StrEnum):
    CALM = auto()
requests.post(URL, json={"a": Voice.CALM, "b": Voice.CALM.value})
# expect: connections {a: ?, b: ?}
#: values that its own code makes
class Voice(str, Enum):
    def __new__(cls, value):
        made = str.__new__(cls, value)
        made._value_ = value.upper()
        return made
    CALM = "alloy"
requests.post(URL, json={"a": Voice.CALM.value})
# expect: connections {a: ?}
#: a property instead of the value
class Voice(Enum):
    CALM = "alloy"
    @property
    def value(self):
        return "verse"
requests.post(URL, json={"a": Voice.CALM.value})
# expect: connections {a: ?}
#: printed its own way
class Voice(StrEnum):
    CALM = "alloy"
    def __str__(self):
        return "verse"
requests.post(URL, json={"a": str(Voice.CALM)})
# expect: connections {a: ?}
#: a method of its own over one of strings
class Voice(str, Enum):
    CALM = "alloy"
    def upper(self):
        return "mine"
requests.post(URL, json={"a": Voice.CALM.upper()})
# expect: connections {a: ?}
#: other attributes
class Voice(Enum):
    CALM = "alloy"
    @property
    def label(self):
        return {"alloy": "x"}[self.value]
requests.post(URL, json={"a": Voice.CALM.label})
# expect: connections {a: ?}
#: a mixin that changes members
class Loud:
    @property
    def value(self):
        return "LOUD"
class Voice(Loud, Enum):
    CALM = "alloy"
requests.post(URL, json={"a": Voice.CALM.value})
# expect: connections {a: ?}
#: members of a class above
class Base(str, Enum):
    def describe(self):
        return self.value
class Voice(Base):
    CALM = "alloy"
requests.post(URL, json={"a": Voice.CALM.value})
# expect: connections {a: ?}
#: of another module
from voices import Voice
requests.post(URL, json={"a": Voice.CALM, "b": Voice.LOUD.value})
# expect: connections {a: "alloy", b: "verse"}
# file: voices.py
import enum
class Voice(str, enum.Enum):
    CALM = "alloy"
    LOUD = "verse"
