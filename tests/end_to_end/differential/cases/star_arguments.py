def connect(*users, **options):
    voice, *_ = ["alloy", *users]
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "tags": {"n": str(len(users))}}
    payload.update(**options)
    SEND(payload)


connect("ann")
connect("bob", "cy", language="fr")
