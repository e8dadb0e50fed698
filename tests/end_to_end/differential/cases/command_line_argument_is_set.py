import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--voice", choices=["alloy", "verse"], default="alloy")
parser.add_argument("--tongue", choices=("en", "fr"))


def main(given):
    args = parser.parse_args(given)
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": args.voice}, "externalClientId": "ann"}
    args.voice = "sage"
    SEND(payload)


main([])
main(["--voice", "verse"])
