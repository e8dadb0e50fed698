def connect(user, kind):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    match kind:
        case "car":
            payload["companionId"] = "comp_b"
        case "fire" | "water":
            payload["companionId"] = "comp_c"
        case _:
            print("other")
    SEND(payload)


for kind in ("car", "water", "tree"):
    connect("ann", kind)
