def connect(user, premium):
    base = ["fn_1"]
    other = ["fn_2"]
    functions = base if premium else other
    base.append("fn_x")
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "functions": functions})


connect("ann", True)
connect("bob", False)
