"""The tests that programs under `cases/` hold are not ours to run."""

collect_ignore = ["cases"]
