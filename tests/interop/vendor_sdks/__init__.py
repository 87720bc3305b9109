"""The vendors' own Python SDKs, driven as their users would drive them. What they send and accept is right by definition."""
