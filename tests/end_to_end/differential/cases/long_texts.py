import textwrap

PROMPT = """You are polite.
    Never guess; say "I don't know" — \u2615 \N{SNOWMAN} {user} %s \\ done.
"""
DEDENTED = textwrap.dedent(
    """
    Be brief.
    """
)
RAW = r"C:\temp" "\t" 'joined'


def connect(user):
    settings = {"instructions": PROMPT + RAW}
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy", "settings": settings}, "externalClientId": user}
    SEND(payload)
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy", "settings": {"instructions": DEDENTED}}}
    SEND(payload)


connect("ann")
connect("bob")
