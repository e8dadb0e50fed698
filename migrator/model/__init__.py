"""The nouns: what every stage may import, and all that stages share."""
