"""What does the code send? An evaluator on `ast` that knows what it does not know."""
