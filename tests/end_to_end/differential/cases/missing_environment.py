# unused calls
import os


def connect(user):
    try:
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": os.environ["NO_SUCH_VOICE"]}}
        SEND(payload)
    except KeyError as error:
        print("unknown", error)


connect("ann")
print(requests.get(f"{BASE_URL}/public/sessions", headers=HEADERS).status_code)
