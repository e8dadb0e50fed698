"""Calls that choose their agent at run time."""
