"""What `tsuki bench` runs: a module for each question, each with `measure() -> list[Figure]`."""

SUITES = ("start", "window", "decode", "first_token", "store")
"""The modules of this package that measure, in the order in which they run."""
