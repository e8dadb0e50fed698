import argparse

parser = argparse.ArgumentParser(argument_default="sage")
parser.add_argument("--voice", choices=["alloy", "verse"])


def main(given):
    args = parser.parse_args(given)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": args.voice or "echo"}, "externalClientId": "ann"})


main([])
main(["--voice", "verse"])
