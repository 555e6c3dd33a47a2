"""The local chat in the browser."""
