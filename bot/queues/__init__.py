"""Who wakes the workers: in this process, or across many."""
