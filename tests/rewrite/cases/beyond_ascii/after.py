import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def verbinden(größe, nutzer):
    print("Größe", größe, "öffnen"); antwort = requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": nutzer["ähnlich"]})
    return antwort  # schön
