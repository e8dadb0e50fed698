import click

VOICES = ["alloy", "verse"]


@click.command()
@click.option("--voice", "-v", type=click.Choice(VOICES), default="alloy")
@click.option("--tongue", type=click.Choice(["en", "fr"], case_sensitive=False), default="en")
def main(voice, tongue):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "language": tongue, "externalClientId": "ann"})


main([], standalone_mode=False)
main(["-v", "verse", "--tongue", "FR"], standalone_mode=False)
