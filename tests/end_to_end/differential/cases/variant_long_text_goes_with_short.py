SALES = "You sell whatever there is to sell, to everybody who calls, at any hour, in any weather."
HELP = "You help with whatever there is to help with, everybody who calls, at any hour, in any weather."


def connect(user, voice, prompt):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice, "settings": {"instructions": prompt}}, "externalClientId": user})


connect("ann", "alloy", SALES)
connect("bob", "verse", HELP)
