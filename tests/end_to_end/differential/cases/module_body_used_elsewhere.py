import opening

print(opening.PAYLOAD["companionId"], sorted(opening.PAYLOAD), opening.status)
# --- opening.py
import os
import requests

PAYLOAD = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": "ann"}
status = requests.post(
    os.environ["NAPSTER_BASE_URL"] + "/public/connections",
    json=PAYLOAD,
    headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
).status_code
