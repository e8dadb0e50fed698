import click

VOICES = ["alloy", "verse"]


@click.command()
@click.option("--voice", "-v", type=click.Choice(VOICES), default="alloy")
def main(voice):
    if voice == "verse":
        voice = "sage"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": "ann"})


main([], standalone_mode=False)
main(["-v", "verse"], standalone_mode=False)
