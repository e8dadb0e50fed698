import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--voice", choices=["alloy", "verse"], default="alloy")
parser.add_argument("--tongue", choices=("en", "fr"))


def main(given):
    args = parser.parse_args(given)
    payload = {"companionId": "comp_a", "language": args.tongue, "providerConfig": {"voiceId": args.voice}, "externalClientId": "ann"}
    print(args.voice)
    SEND(payload)


main([])
main(["--voice", "verse", "--tongue", "fr"])
