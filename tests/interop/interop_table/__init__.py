"""The table client × operation: what every run of a vendor's client shows, merged and held against what is checked in.

Needs Python 3.9 and nothing else, so that the runs of other languages can use it too (see `results.py` for what they write).
"""
