"""Slack: the adapter."""
