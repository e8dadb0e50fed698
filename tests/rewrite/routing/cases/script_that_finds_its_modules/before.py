import sys
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.settings import BASE, KEY


def main(companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    return requests.post(f"{BASE}/public/connections", json=payload, headers={"X-Api-Key": KEY})


if __name__ == "__main__":
    main(sys.argv[1])
