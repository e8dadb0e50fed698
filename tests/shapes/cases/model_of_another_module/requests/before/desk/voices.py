"""Voices of the desk."""

MORNING = "alloy"
