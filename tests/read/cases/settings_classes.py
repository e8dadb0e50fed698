"""Settings that the environment fills, by what a class says of its fields."""
import os
import requests
from functools import lru_cache
from pydantic import Field, SecretStr
from pydantic.v1 import BaseSettings as OldSettings

URL = "https://companion-api.napster.com/public/connections"


#: fields are variables in capitals
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    companion_id: str
    language: str = "en"
    temperature: float = 0.5
    green: bool = False
    tag: str | None = None
settings = Settings()
requests.post(URL, json={"companionId": settings.companion_id, "language": settings.language, "tags": {"t": settings.tag}})
requests.post(URL, json={"temperature": settings.temperature, "green": settings.green})
# expect: connections {companionId: env(COMPANION_ID), language: env(LANGUAGE, "en"), tags: {t: env(TAG, null)}}
# expect: connections {temperature: float(env(TEMPERATURE, 0.5)), green: bool(env(GREEN, false))}
#: a prefix
from pydantic_settings import BaseSettings, SettingsConfigDict
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="napster_", env_file=".env", extra="ignore")
    language: str = "en"
requests.post(URL, json={"language": Settings().language})
# expect: connections {language: env(NAPSTER_LANGUAGE, "en")}
#: a prefix, the old way
class Settings(OldSettings):
    language: str = "en"
    class Config:
        env_prefix = "NAPSTER_"
requests.post(URL, json={"language": Settings().language})
# expect: connections {language: env(NAPSTER_LANGUAGE, "en")}
#: a prefix from the class above
class Base(OldSettings):
    class Config:
        env_prefix = "NAPSTER_"
class Settings(Base):
    language: str = "en"
requests.post(URL, json={"language": Settings().language})
# expect: connections {language: env(NAPSTER_LANGUAGE, "en")}
#: names of their own
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    one: str = Field("en", alias="LANGUAGE_ONE")
    two: str = Field(default="en", validation_alias="LANGUAGE_TWO")
    three: str = Field(..., validation_alias=AliasChoices("A", "B"))
    four: str = Field("en", env="IGNORED")
settings = Settings()
requests.post(URL, json={"a": settings.one, "b": settings.two, "c": settings.three, "d": settings.four})
# expect: connections {a: env(LANGUAGE_ONE, "en"), b: env(LANGUAGE_TWO, "en"), c: ?, d: env(FOUR, "en")}
#: names of their own, the old way
from pydantic.v1 import Field as OldField
class Settings(OldSettings):
    one: str = OldField("en", env="LANGUAGE_ONE")
    two: str = OldField("en", alias="ignored")
settings = Settings()
requests.post(URL, json={"a": settings.one, "b": settings.two})
# expect: connections {a: env(LANGUAGE_ONE, "en"), b: env(TWO, "en")}
#: names in the case they are written in
class Settings(OldSettings):
    language: str = "en"
    class Config:
        case_sensitive = True
requests.post(URL, json={"language": Settings().language})
# expect: connections {language: env(language, "en")}
#: values given to it come first
class Settings(OldSettings):
    language: str = "en"
requests.post(URL, json={"language": Settings(language="fr").language})
# expect: connections {language: "fr"}
#: a file of variables is the environment's
class Settings(OldSettings):
    language: str = "en"
requests.post(URL, json={"language": Settings(_env_file=".env").language})
# expect: connections {language: env(LANGUAGE, "en")}
#: a validator changes what is read
from pydantic.v1 import validator
class Settings(OldSettings):
    language: str = "english"
    @validator("language", always=True)
    def short(cls, value):
        return value[:2]
requests.post(URL, json={"language": Settings().language})
# expect: connections {language: ?}
#: a getter that makes one of them
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    language: str = "en"
@lru_cache(maxsize=1)
def get_settings() -> Settings:
    return Settings()
def send():
    settings = get_settings()
    requests.post(URL, json={"language": settings.language})
send()
# expect: connections {language: env(LANGUAGE, "en")}
#: a secret shows its text only when asked
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    key: SecretStr
settings = Settings()
requests.post(URL, json={"a": settings.key.get_secret_value(), "b": str(settings.key), "c": f"{settings.key}"})
# expect: connections {a: env(KEY), b: {?}, c: {?}}
#: a type that converts in its own way
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    languages: list[str] = ["en"]
    url: AnyUrl = "https://a"
settings = Settings()
requests.post(URL, json={"a": settings.languages, "b": settings.url})
# expect: connections {a: ?, b: ?}
#: a field set later
class Settings(OldSettings):
    language: str = "en"
settings = Settings()
settings.language = "fr"
requests.post(URL, json={"language": settings.language})
# expect: connections {language: "fr"}
#: another source of values
class Settings(OldSettings):
    language: str = "en"
    class Config:
        @classmethod
        def customise_sources(cls, init_settings, env_settings, file_secret_settings):
            return (lambda settings: {"language": "fr"},)
requests.post(URL, json={"language": Settings().language})
# expect: connections {language: ?}
#: a property over fields
class Settings(OldSettings):
    host: str = "a"
    @property
    def language(self):
        return f"{self.host}b"
requests.post(URL, json={"language": Settings().language})
# expect: connections {language: {env(HOST, "a")}b}
