import httpx


class Rewriting(httpx.HTTPTransport):
    def handle_request(self, request):
        print(request.url.path)
        return super().handle_request(request)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with httpx.Client(transport=Rewriting(), headers=HEADERS) as client:
        print(client.post(f"{BASE_URL}/public/connections", json=payload).status_code)


connect("ann")
connect("bob")
