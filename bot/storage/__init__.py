"""The unit of work, the asset store and the leases."""
