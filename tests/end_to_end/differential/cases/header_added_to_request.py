import json
import urllib.request


def connect(user):
    body = json.dumps({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
    request = urllib.request.Request(f"{BASE_URL}/public/connections", data=body.encode(), headers=HEADERS)
    request.add_header("Content-Type", "application/json")
    if user == "bob":
        request.add_header("X-Api-Key", os.environ["NAPSTER_STAGING_KEY"])
    with urllib.request.urlopen(request) as answer:
        print(answer.status)


connect("ann")
connect("bob")
