import json
import os
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from app import settings


def open_session(companion_id: str) -> dict:
    body = {"companionId": companion_id, "providerConfig": {"voiceId": "alloy"}}
    data = json.dumps(body).encode("utf-8")
    request = Request(
        urljoin(settings.BASE, "/public/connections"),
        data=data,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"], "Content-Type": "application/json"},
        method="POST",
    )
    with urlopen(request) as answer:
        return json.load(answer)
