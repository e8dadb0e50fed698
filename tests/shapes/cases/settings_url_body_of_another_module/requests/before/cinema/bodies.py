"""Bodies of requests."""

BOX_OFFICE = {
    "companionId": "comp_box_office",
    "language": "en",
    "providerConfig": {"voiceId": "verse"},
    "functions": ["programme", "seats"],
}
