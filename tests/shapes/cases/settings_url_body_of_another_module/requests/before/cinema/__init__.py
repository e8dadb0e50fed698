"""The cinema's box office."""
