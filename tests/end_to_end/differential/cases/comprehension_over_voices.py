print([
    requests.post(f"{BASE_URL}/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": voice}}, headers=HEADERS).status_code
    for voice in ("alloy", "verse")
])
