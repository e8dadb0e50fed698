class Catalog:
    def info(self, url):
        print(url.rpartition("/")[2], "agents" in url)


catalog = Catalog()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    catalog.info(answer.url)


connect("ann")
