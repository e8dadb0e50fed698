def sign(request):
    body = request.body.decode().replace("alloy", "verse")
    request.prepare_body(body.encode(), None)
    request.headers["Content-Type"] = "application/json"
    return request


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    session = requests.Session()
    session.auth = sign
    print(session.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
