"""Nightly job: offer a call to everyone whose parcel is late.

It runs on the warehouse host, where nothing but the standard library is installed.
The companion is the one of the support desk, set up in the same way, so that
customers who call back later meet a voice they know.
"""

# House style of the warehouse tools: % everywhere, as in the logging calls.
# ruff: noqa: UP031

import json
import logging
import os
import sys
import urllib.error
import urllib.request

log = logging.getLogger("late_parcels")

API = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
API_KEY = os.environ["NAPSTER_API_KEY"]

SUPPORT_DESK = {
    "companionId": "comp_support",
    "functions": ["fn_order_status"],
    "language": "English",
    "providerConfig": {"settings": {"temperature": 0.7}, "voiceId": "marin"},
}

LATE_PARCELS = {
    "customer_2203": "NB-20388",
    "customer_2219": "NB-20391",
}


def open_session(customer_id, order):
    payload = SUPPORT_DESK | {
        "externalClientId": customer_id,
        "externalClientProfile": {"order": order, "reason": "late parcel"},
        "tags": {"job": "late-parcels"},
    }
    request = urllib.request.Request(
        "%s/public/connections" % API,
        data=json.dumps(payload).encode(),
        headers={"Content-Type": "application/json", "X-Api-Key": API_KEY},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


def end_session(connection_id):
    request = urllib.request.Request(
        "%s/public/connections/%s" % (API, connection_id),
        headers={"X-Api-Key": API_KEY},
        method="DELETE",
    )
    urllib.request.urlopen(request, timeout=10).close()


def main():
    failed = 0
    for customer_id, order in LATE_PARCELS.items():
        try:
            session = open_session(customer_id, order)
        except urllib.error.HTTPError as error:
            # One customer must not stop the others; monitoring counts these lines.
            log.error("no session for %s: %s", customer_id, error)
            failed += 1
            continue
        if session["token"]:
            print("%s: call offered for order %s" % (customer_id, order))
        end_session(session["connection"]["id"])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
