"""Backend of the "talk to sales" button on the product pages."""

import os
from typing import Annotated

import httpx
from fastapi import FastAPI, HTTPException, Path
from pydantic import BaseModel, Field

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

# The same for every visitor; what belongs to one visitor is added in the endpoint.
BASE_CONFIG = {
    "companionId": "comp_sales",
    "language": "English",
    "functions": ["fn_lookup_account", "fn_create_ticket"],
    "faqCollections": ["faq_billing"],
    "knowledgeBaseId": "kb_products",
    "useWebSearch": False,  # prices on the web are never ours
    "providerConfig": {
        "voiceId": "cedar",
        "settings": {
            "temperature": 0.8,
            "noiseReduction": {"type": "nearField"},
        },
    },
}

app = FastAPI(title="Talk to sales")


class Visitor(BaseModel):
    visitor_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")
    page: str
    plan: str | None = None


class Call(BaseModel):
    """What the Web SDK in the browser needs."""

    connection_id: str
    token: str


@app.post("/calls", status_code=201)
def start_call(visitor: Visitor) -> Call:
    payload = {
        **BASE_CONFIG,
        "externalClientId": visitor.visitor_id,
        "tags": {"page": visitor.page},
    }
    if visitor.plan is not None:
        payload["externalClientProfile"] = {"currentPlan": visitor.plan}

    response = httpx.post(
        f"{BASE_URL}/public/connections",
        headers=HEADERS,
        json=payload,
        timeout=10,
    )
    if response.status_code == 409:
        # All our sessions are taken: the button offers a call back instead.
        raise HTTPException(503, "All lines are busy")
    if response.is_error:
        raise HTTPException(502, "The call could not be started")

    session = response.json()
    return Call(connection_id=session["connection"]["id"], token=session["token"])


@app.delete("/calls/{connection_id}", status_code=204)
def end_call(connection_id: Annotated[str, Path(max_length=64)]) -> None:
    httpx.delete(
        f"{BASE_URL}/public/connections/{connection_id}",
        headers=HEADERS,
        timeout=10,
    ).raise_for_status()
