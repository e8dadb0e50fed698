"""Which agents, which edits? From what calls send to the fewest agents that keep it the same."""
