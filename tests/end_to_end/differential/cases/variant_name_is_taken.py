def connect(user, premium, agent_id):
    print(agent_id)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if premium else "verse"}, "externalClientId": user})


connect("ann", True, "seven")
connect("bob", False, "eight")
