import requests

KEY = {"X-Api-Key": "k"}
requests.post('https://companion-api.napster.com/public/connections', headers=KEY, json={'companionId': 'c', 'providerConfig': {'voiceId': 'v'}, 'externalClientId': 'u1'})
