import httpx


def connect(user):
    with httpx.Client(base_url=BASE_URL) as client:
        request = client.build_request("POST", "/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
        request.headers.update({"X-Api-Key": os.environ["NAPSTER_STAGING_KEY"]})
        print(client.send(request).status_code)


connect("ann")
