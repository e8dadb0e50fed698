import requests

BASE = "https://companion-api.napster.com"


def connect(user, campaign):
    payload = {"companionId": "comp_a", "language": "en"}
    payload.update(providerConfig={"voiceId": "v"})
    payload.update({"knowledgeBaseId": "kb_menu", "externalClientId": user})
    payload.setdefault("disableIdleTimeout", False)
    payload.setdefault("tags", {})["campaign"] = campaign
    payload.pop("language", None)
    payload |= {"initialSpeech": "Hello!"}
    return requests.post(f"{BASE}/public/connections", json=payload)
