import requests

URL = "https://companion-api.napster.com/public/connections"
requests.post(URL, json={"companionId": "c", "providerConfig": {"voiceId": "v"}})

import os
