import requests

KEY = {"X-Api-Key": "k"}
SUPPORT_AGENT_ID = 'agent_7f3c'
requests.post(f'https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections', headers=KEY, json={'channelType': 'webrtc', 'externalClientId': 'u1'})
