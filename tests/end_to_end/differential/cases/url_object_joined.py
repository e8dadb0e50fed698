# calls: 1
from urllib.parse import urljoin

from yarl import URL


def connect(user):
    base = URL(BASE_URL + "/v1/").join(URL("/public/"))
    answer = requests.post(base / "connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
    print(answer.status_code, str(base) == urljoin(BASE_URL, "/public/"))


connect("ann")
