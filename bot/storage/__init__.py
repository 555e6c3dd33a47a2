"""The unit of work and the asset store."""
