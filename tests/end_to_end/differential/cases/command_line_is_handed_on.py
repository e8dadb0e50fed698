import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--voice", choices=["alloy", "verse"], default="alloy")


def connect(args):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": args.voice}, "externalClientId": "ann"})


def main(given):
    options = parser.parse_args(given)
    connect(options)


main([])
main(["--voice", "verse"])
