def connect(user, premium):
    functions = ["fn_1"] if premium else ["fn_2"]
    functions.append("fn_3")
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "functions": functions})


connect("ann", True)
connect("bob", False)
