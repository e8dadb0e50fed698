"""Defects put into the evaluator and the editor on purpose: what stops them, proof or tests."""
