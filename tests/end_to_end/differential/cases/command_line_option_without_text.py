import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--voice", nargs="?", choices=["alloy", "verse"], const="echo", default="alloy")
parser.add_argument("--tongue", choices=("en", "fr"))


def main(given):
    args = parser.parse_args(given)
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": args.voice}, "externalClientId": "ann"}
    print(args.voice)
    SEND(payload)


main([])
main(["--voice"])
