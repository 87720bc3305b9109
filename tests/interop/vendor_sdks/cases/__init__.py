"""The cases of the table, by client and subject. `test_interop.py` runs them and then judges the table."""
