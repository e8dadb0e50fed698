A_AGENT_ID = "mine"
SUPPORT_AGENT_ID = "mine too"
MAIN_AGENT_ID = CONNECT_AGENT_ID = "and these"


def connect(user, A_AGENT=None):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)
    payload = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
print(A_AGENT_ID, SUPPORT_AGENT_ID, MAIN_AGENT_ID, CONNECT_AGENT_ID)
