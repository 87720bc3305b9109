"""What is the same whichever language is measured: server, floor, rounds, limits, tables. See bench/README.md."""
