import os
import runpy

VOICE = os.environ.get("SECOND") or "alloy"
def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann", VOICE)
if "SECOND" not in os.environ:
    os.environ["SECOND"] = "verse"
    runpy.run_path(__file__, run_name="__main__")
