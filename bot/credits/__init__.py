"""Prices -> Quote, and the rules of the ledger: grant, hold, capture, release, expire."""
