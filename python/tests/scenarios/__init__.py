"""The runner of the shared scenarios: tests/scenarios/README.md."""
