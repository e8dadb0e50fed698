"""Tests of the first stage: which files can matter."""
