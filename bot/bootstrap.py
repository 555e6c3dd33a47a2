"""Builds a Bot from settings: the only place that knows every part."""
