"""Attachments -> references: bounded, checked, stripped, kept by sha256."""
