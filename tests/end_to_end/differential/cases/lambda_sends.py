send = lambda user: requests.post(f"{BASE_URL}/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)

print(send("ann").status_code)
print(send("bob").status_code)
