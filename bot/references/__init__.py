"""Attachments -> references: bounded, checked, stripped, kept by sha256.

A file from a chat is opened in a killable process only; what is kept is a clean copy of its pixels.
"""
