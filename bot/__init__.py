"""The shared core. It knows no chat platform."""
