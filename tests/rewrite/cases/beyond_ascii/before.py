import requests

BASE = "https://companion-api.napster.com"


def verbinden(größe, nutzer):
    print("Größe", größe, "öffnen"); antwort = requests.post(f"{BASE}/public/connections", json={"companionId": "Büro", "providerConfig": {"voiceId": "Flöte"}, "externalClientId": nutzer["ähnlich"]})
    return antwort  # schön
