import json
import urllib.request


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    request = urllib.request.Request(f"{BASE_URL}/public/connections", data=json.dumps(payload).encode(), headers={**HEADERS, "Content-Type": "application/json"})
    request.data = request.data.replace(b"alloy", b"verse")
    print(urllib.request.urlopen(request).status)


connect("ann")
connect("bob")
