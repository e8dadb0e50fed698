from dataclasses import dataclass


@dataclass
class Plain:
    user: str
    voice: str = "alloy"
    tags: dict | None = None

    def body(self):
        body = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": self.user}
        if self.tags is not None:
            body["tags"] = self.tags
        return body


@dataclass
class Voiced:
    user: str
    voice: str = "alloy"

    def body(self):
        return {"companionId": "comp_b", "providerConfig": {"voiceId": self.voice}, "externalClientId": self.user}


class Base:
    def __init__(self, user):
        self.user = user
        self.companion = "comp_c"

    def body(self):
        return {"companionId": self.companion, "providerConfig": {"voiceId": "alloy"}, "externalClientId": self.user}


class Other(Base):
    def body(self):
        return {**super().body(), "language": "fr"}


class Renamed(Base):
    def rename(self):
        self.companion = "comp_d"


def plain(given):
    print(requests.post(f"{BASE_URL}/public/connections", json=given.body(), headers=HEADERS).status_code)


def voiced(given):
    print(requests.post(f"{BASE_URL}/public/connections", json=given.body(), headers=HEADERS).status_code)


def based(given):
    print(requests.post(f"{BASE_URL}/public/connections", json=given.body(), headers=HEADERS).status_code)


def renamed(given):
    print(requests.post(f"{BASE_URL}/public/connections", json=given.body(), headers=HEADERS).status_code)


def several(given):
    print(requests.post(f"{BASE_URL}/public/connections", json=given.body(), headers=HEADERS).status_code)


plain(Plain("ann"))
plain(Plain("bob", tags={"a": "1"}))
voiced(Voiced("ann"))
voiced(Voiced("bob", "echo"))
based(Base("ann"))
based(Other("bob"))
one = Renamed("ann")
renamed(one)
one.rename()
renamed(one)
several(Plain("ann"))
several(Voiced("bob"))
