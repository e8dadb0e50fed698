FUNCTIONS = {"a": ["fn_1"], "b": ["fn_2"]}


def connect(user, kind):
    functions = FUNCTIONS[kind]
    functions.append("fn_x")
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "functions": functions})


connect("ann", "a")
connect("bob", "a")
