"""Objects whose library makes their `__init__`, and the dicts they are turned into."""
import dataclasses
import os
from dataclasses import asdict, dataclass, field

import attrs
import requests
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

URL = "https://companion-api.napster.com/public/connections"


def something():
    return os.environ.get("HOME")


#: a dataclass with defaults and fields by position
@dataclass
class Call:
    companionId: str
    language: str = "en"
    tags: dict = field(default_factory=dict)
call = Call("comp_a")
requests.post(URL, json=asdict(call))
requests.post(URL, json=asdict(Call("comp_b", tags={"a": "1"})))
# expect: connections {companionId: "comp_a", language: "en", tags: {}}
# expect: connections {companionId: "comp_b", language: "en", tags: {a: "1"}}
#: every instance has its own default dict
@dataclass
class Call:
    tags: dict = field(default_factory=dict)
one, two = Call(), Call()
one.tags["a"] = "1"
requests.post(URL, json=asdict(two))
# expect: connections {tags: {}}
#: `asdict` copies what the object holds
@dataclass
class Call:
    tags: dict
tags = {"a": "1"}
body = asdict(Call(tags))
tags["a"] = "2"
requests.post(URL, json=body)
# expect: connections {tags: {a: "1"}}
#: an object holds the dict it is given itself
@dataclass
class Call:
    tags: dict
tags = {"a": "1"}
call = Call(tags)
tags["a"] = "2"
requests.post(URL, json=asdict(call))
# expect: connections {tags: {a: "2"}}
#: a field set later
@dataclass
class Call:
    language: str = "en"
call = Call()
call.language = "fr"
requests.post(URL, json=asdict(call))
# expect: connections {language: "fr"}
#: a field set in `__post_init__`
@dataclass
class Call:
    language: str = "en"
    def __post_init__(self):
        self.language = self.language.upper()
requests.post(URL, json=asdict(Call("fr")))
# expect: connections {language: "FR"}
#: a field that `__post_init__` makes
@dataclass
class Call:
    language: str
    greeting: str = field(init=False)
    def __post_init__(self):
        self.greeting = "hi"
requests.post(URL, json=asdict(Call("fr")))
# expect: connections ?
#: fields of a base come first
@dataclass
class Base:
    companionId: str = "comp_a"
    language: str = "en"
@dataclass
class Call(Base):
    language: str = "fr"
    tags: dict = field(default_factory=lambda: {"a": "1"})
requests.post(URL, json=asdict(Call("comp_b")))
# expect: connections {companionId: "comp_b", language: "fr", tags: {a: "1"}}
#: a class attribute is no field
from typing import ClassVar
@dataclass
class Call:
    path: ClassVar[str] = "/x"
    language: str = "en"
requests.post(URL, json=asdict(Call()))
# expect: connections {language: "en"}
#: an `__init__` of its own
@dataclass(init=False)
class Call:
    language: str
    def __init__(self, code):
        self.language = code.lower()
requests.post(URL, json={"language": Call("FR").language})
# expect: connections {language: "fr"}
#: nested objects, in lists and dicts too
@dataclass
class Voice:
    voiceId: str = "alloy"
@dataclass
class Call:
    providerConfig: Voice = field(default_factory=Voice)
    more: list = field(default_factory=list)
requests.post(URL, json=asdict(Call(more=[Voice("verse"), {"a": Voice()}])))
# expect: connections {providerConfig: {voiceId: "alloy"}, more: [{voiceId: "verse"}, {a: {voiceId: "alloy"}}]}
#: `replace` makes another
@dataclass(frozen=True)
class Call:
    companionId: str
    language: str = "en"
first = Call("comp_a")
requests.post(URL, json=asdict(dataclasses.replace(first, language="fr")))
requests.post(URL, json=asdict(first))
# expect: connections {companionId: "comp_a", language: "fr"}
# expect: connections {companionId: "comp_a", language: "en"}
#: the method of an object
@dataclass
class Call:
    companion: str
    voice: str = "alloy"
    def create_json(self):
        return {"companionId": self.companion, "providerConfig": {"voiceId": self.voice}}
requests.post(URL, json=Call("comp_a").create_json())
# expect: connections {companionId: "comp_a", providerConfig: {voiceId: "alloy"}}
#: which class it is decides at run time
@dataclass
class Call:
    language: str = "en"
@dataclass
class Other(Call):
    language: str = "fr"
def send(call: Call):
    requests.post(URL, json={"language": call.language})
send(Other())
send(Call())
# expect: connections {language: ?}
#: attrs
@attrs.define
class Call:
    companionId: str
    language: str = "en"
    tags: dict = attrs.field(factory=dict)
requests.post(URL, json=attrs.asdict(Call("comp_a")))
# expect: connections {companionId: "comp_a", language: "en", tags: {}}
#: attrs with a converter
@attrs.define
class Call:
    language: str = attrs.field(converter=str.lower)
requests.post(URL, json=attrs.asdict(Call("EN")))
# expect: connections ?
#: a model
class Voice(BaseModel):
    voiceId: str = "alloy"
class Call(BaseModel):
    companionId: str
    providerConfig: Voice = Voice()
    language: str | None = None
requests.post(URL, json=Call(companionId="comp_a").model_dump())
requests.post(URL, json=Call(companionId="comp_a").model_dump(exclude_none=True))
requests.post(URL, json=Call(companionId="comp_a").model_dump(exclude_unset=True))
requests.post(URL, json=Call(companionId="comp_a").model_dump(include={"companionId"}))
requests.post(URL, json=Call(companionId="comp_a").model_dump(exclude={"companionId"}))
# expect: connections {companionId: "comp_a", providerConfig: {voiceId: "alloy"}, language: null}
# expect: connections {companionId: "comp_a", providerConfig: {voiceId: "alloy"}}
# expect: connections {companionId: "comp_a"}
# expect: connections {companionId: "comp_a"}
# expect: connections {providerConfig: {voiceId: "alloy"}, language: null}
#: aliases
class Call(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    companion_id: str = Field(alias="companionId")
    client: str = Field("x", serialization_alias="externalClientId")
    language: str = "en"
requests.post(URL, json=Call(companion_id="comp_a").model_dump(by_alias=True))
requests.post(URL, json=Call(companionId="comp_a").model_dump())
# expect: connections {companionId: "comp_a", externalClientId: "x", language: "en"}
# expect: connections {companion_id: "comp_a", client: "x", language: "en"}
#: an alias generator
class Base(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
class Call(Base):
    companion_id: str
    external_client_id: str | None = None
requests.post(URL, json=Call(companion_id="comp_a").model_dump(by_alias=True, exclude_none=True))
# expect: connections {companionId: "comp_a"}
#: a generator of the program
def shouting(name):
    return name.upper()
class Call(BaseModel):
    model_config = ConfigDict(alias_generator=shouting, populate_by_name=True)
    language: str
requests.post(URL, json=Call(language="en").model_dump(by_alias=True))
# expect: connections ?
#: a model converts
class Call(BaseModel):
    temperature: float
    language: str = "en"
requests.post(URL, json=Call(temperature=1).model_dump())
requests.post(URL, json=Call(temperature="0.5").model_dump())
# expect: connections {temperature: 1.0, language: "en"}
# expect: connections {temperature: ?, language: "en"}
#: a model copies dicts and holds other models
class Voice(BaseModel):
    voiceId: str
class Call(BaseModel):
    tags: dict
    providerConfig: Voice
tags, voice = {"a": "1"}, Voice(voiceId="alloy")
call = Call(tags=tags, providerConfig=voice)
tags["a"] = "2"
voice.voiceId = "verse"
requests.post(URL, json=call.model_dump())
# expect: connections {tags: {a: "1"}, providerConfig: {voiceId: "verse"}}
#: a validator changes what it holds
from pydantic import field_validator
class Call(BaseModel):
    language: str
    @field_validator("language")
    @classmethod
    def short(cls, value):
        return value[:2]
requests.post(URL, json=Call(language="english").model_dump())
# expect: connections ?
#: a serializer changes what comes out
from pydantic import field_serializer
class Call(BaseModel):
    language: str
    @field_serializer("language")
    def short(self, value):
        return value[:2]
requests.post(URL, json=Call(language="english").model_dump())
# expect: connections ?
#: a dump of its own
class Call(BaseModel):
    language: str
    def model_dump(self, **options):
        return {**super().model_dump(**options), "language": "fr"}
requests.post(URL, json=Call(language="en").model_dump())
# expect: connections {language: "fr", ...}
#: configuration that changes values
class Call(BaseModel):
    model_config = ConfigDict(str_to_lower=True)
    language: str
requests.post(URL, json=Call(language="EN").model_dump())
# expect: connections ?
#: extra fields
class Call(BaseModel):
    model_config = ConfigDict(extra="allow")
    language: str
requests.post(URL, json=Call(language="en", more="x").model_dump())
# expect: connections ?
#: a field set later counts as set
class Call(BaseModel):
    language: str = "en"
call = Call()
call.language = "fr"
requests.post(URL, json=call.model_dump(exclude_unset=True))
requests.post(URL, json=call.model_dump())
# expect: connections ?
# expect: connections {language: "fr"}
#: a copy with changes
class Call(BaseModel):
    companionId: str
    language: str = "en"
call = Call(companionId="comp_a").model_copy(update={"language": "fr"})
requests.post(URL, json=call.model_dump())
# expect: connections {companionId: "comp_a", language: "fr"}
#: then keys are added and taken out
class Call(BaseModel):
    companionId: str
    voice: str = "alloy"
    language: str | None = None
body = Call(companionId="comp_a").model_dump(exclude_none=True)
body.setdefault("language", "en")
body["providerConfig"] = {"voiceId": body.pop("voice")}
requests.post(URL, json=body)
# expect: connections {companionId: "comp_a", language: "en", providerConfig: {voiceId: "alloy"}}
#: from a dict
class Call(BaseModel):
    companionId: str
    language: str = "en"
given = {"companionId": "comp_a"}
requests.post(URL, json=Call(**given).model_dump())
# expect: connections {companionId: "comp_a", language: "en"}
#: what isn't known stays so
class Call(BaseModel):
    language: str | None = None
    temperature: float | None = None
call = Call(language=something(), temperature=len(something() or ""))
requests.post(URL, json=call.model_dump(exclude_none=True))
# expect: connections {language?: env(HOME, null), temperature?: ?}
#: a named tuple
from typing import NamedTuple
class Call(NamedTuple):
    companionId: str
    language: str = "en"
requests.post(URL, json=Call("comp_a")._asdict())
requests.post(URL, json=Call("comp_a")._replace(language="fr")._asdict())
# expect: connections {companionId: "comp_a", language: "en"}
# expect: connections {companionId: "comp_a", language: "fr"}
#: a typed dict is a dict
from typing import TypedDict
class Call(TypedDict, total=False):
    companionId: str
    language: str
call = Call(companionId="comp_a")
call["language"] = "en"
requests.post(URL, json=call)
# expect: connections {companionId: "comp_a", language: "en"}
#: a base that isn't in the tree takes what it is given
from string import Template as Base
class Call(Base):
    language: str = "en"
    def __getattr__(self, name):
        raise AttributeError(name)
requests.post(URL, json={"language": Call("x").language})
# expect: connections {language: ?}
#: a base outside the tree sets attributes
from types import SimpleNamespace
class Call(SimpleNamespace):
    language = "en"
requests.post(URL, json={"language": Call(language="fr").language, "tags": Call().language})
# expect: connections {language: ?, tags: ?}
#: fields by name, set on the object
@dataclass
class Call:
    language: str = "en"
call = Call()
for name in ["language"]:
    setattr(call, name, "fr")
requests.post(URL, json=asdict(call))
# expect: connections ?
#: a property over a field
class Call(BaseModel):
    code: str = "en"
    @property
    def language(self):
        return self.code
requests.post(URL, json={"language": Call(code="fr").language})
# expect: connections {language: "fr"}
#: attrs, without what is None
@attrs.define
class Voice:
    name = attrs.field(default=None)
    speed = attrs.field(default=None)
@attrs.define
class Call:
    language = attrs.field(default="en")
    voice = attrs.field(default=None)
    tags = attrs.field(default=None)
call = Call(voice={"first": Voice("verse"), "second": None})
requests.post(URL, json=attrs.asdict(call, filter=lambda attribute, value: value is not None))
# expect: connections {language: "en", voice: {first: {name: "verse"}, second: null}}
#: attrs, with a filter of its own
@attrs.define
class Call:
    language = attrs.field(default="en")
    tags = attrs.field(default=None)
requests.post(URL, json=attrs.asdict(Call(), filter=lambda value, attribute: value is not None))
# expect: connections ?
#: pydantic models in a dict, without what is None
class Voice(BaseModel):
    name: str | None = None
    speed: float | None = None
class Call(BaseModel):
    voices: dict = {}
call = Call(voices={"first": Voice(name="verse"), "second": None})
requests.post(URL, json=call.model_dump(exclude_none=True))
# expect: connections {voices: {first: {name: "verse"}, second: null}}
