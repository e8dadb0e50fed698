import copy


class Library:
    def describe(self):
        return getattr(self, "instructions", "none")


class Plain:
    def __init__(self):
        self.companion = "comp_a"
        self.voice = "alloy"

    def connect(self, user):
        payload = {"companionId": self.companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


class Inheriting(Library):
    def __init__(self):
        self.instructions = "Be kind."

    def connect(self, user):
        payload = {
            "companionId": "comp_b",
            "providerConfig": {"voiceId": "alloy", "settings": {"instructions": self.instructions}},
            "externalClientId": user,
        }
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


class Asked:
    def __init__(self):
        self.accent = "echo"

    def connect(self, user):
        payload = {"companionId": "comp_c", "providerConfig": {"voiceId": self.accent}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


Plain().connect("ann")
inheriting = Inheriting()
inheriting.connect("bob")
print(inheriting.describe())
asked = Asked()
asked.connect("cleo")
print(hasattr(asked, "accent"))
