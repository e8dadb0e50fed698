"""Views that let a customer talk to someone about sending an order back."""

import logging
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

logger = logging.getLogger(__name__)


@require_POST
def start_return_call(request, order):
    """Open a session about one order and give its token to the page."""
    payload = {
        "companionId": settings.RETURNS_COMPANION_ID,
        "language": "English",
        "functions": ["fn_order_status", "fn_refund"],
        "faqCollections": [settings.RETURNS_FAQ_ID],
        "knowledgeBaseId": "kb_policies",
        "externalClientId": request.POST["customer"],
        "externalClientProfile": {"order": order},
        "providerConfig": {
            "voiceId": settings.RETURNS_VOICE_ID,
            "settings": {"temperature": 0.3},  # refunds leave no room for flourish
        },
    }
    logger.debug("Opening a session: %s", payload)

    try:
        response = requests.post(
            urljoin(settings.NAPSTER_BASE_URL, "/public/connections"),
            headers={"X-Api-Key": settings.NAPSTER_API_KEY},
            json=payload,
            timeout=settings.NAPSTER_TIMEOUT,
        )
        response.raise_for_status()
    except requests.RequestException:
        logger.exception("No session for order %s", order)
        return JsonResponse({"error": "Please try again in a minute."}, status=502)

    session = response.json()
    return JsonResponse(
        {"token": session["token"], "connection": session["connection"]["id"]}
    )


@require_POST
def end_return_call(request, connection_id):
    """Hang up when the customer leaves the page."""
    requests.delete(
        urljoin(settings.NAPSTER_BASE_URL, f"/public/connections/{connection_id}"),
        headers={"X-Api-Key": settings.NAPSTER_API_KEY},
        timeout=settings.NAPSTER_TIMEOUT,
    ).raise_for_status()
    return HttpResponse(status=204)
