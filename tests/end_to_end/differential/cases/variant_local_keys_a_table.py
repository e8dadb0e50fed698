PROMPTS = {"alloy": "Sell things.", "verse": "Help people."}


def connect(user, loud, tone):
    voice = "verse" if loud else "alloy"
    prompt = PROMPTS[voice]
    voice = tone or voice
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice, "settings": {"instructions": prompt}}, "externalClientId": user})


connect("ann", True, None)
connect("bob", False, "echo")
connect("eve", True, "sage")
