from preferences import VOICE
from shop.defaults import COMPANION
import later
import shop


def connect(user):
    SEND({"companionId": COMPANION, "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
later.tell(shop)
# --- preferences.py
VOICE = "alloy"
# --- shop/__init__.py
# --- shop/defaults.py
COMPANION = "comp_a"
# --- later.py
import sys


def tell(shop):
    print(sys.modules["preferences"].VOICE, shop.defaults.COMPANION)
