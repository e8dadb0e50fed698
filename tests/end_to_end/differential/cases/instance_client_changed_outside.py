import other


class Service:
    def __init__(self):
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self.session.post(f"{BASE_URL}/public/connections", json=payload).status_code)


if __name__ == "__main__":
    service = Service()
    service.connect("ann")
    other.switch(service)
    service.connect("bob")
# --- other.py
import os


def switch(service):
    session = service.session
    session.headers["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]
