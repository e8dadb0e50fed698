import requests

from desk import DEFAULTS, counted, said

BASE = "https://companion-api.napster.com"
VOICE = "marin"


def connect(user, options, campaign):
    options.setdefault("seen", []).append(user)
    options.pop("draft", None)
    payload = {"companionId": "comp_a", "language": "en"}
    payload.update(providerConfig={"voiceId": VOICE})
    payload["providerConfig"].setdefault("settings", {})["temperature"] = 0.3
    payload.update({"knowledgeBaseId": "kb_menu", "externalClientId": counted(user)})
    payload.setdefault("tags", {})["campaign"] = campaign
    payload.pop("language", None)
    payload |= {"initialSpeech": said("Hello!")}
    DEFAULTS.update(last=user)
    return requests.post(f"{BASE}/public/connections", json=payload)
