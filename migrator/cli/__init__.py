"""What do I type? One thin file a command; what a command does is in `run`."""
