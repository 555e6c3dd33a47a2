"""Submit, run, settle, deliver; recovery; fairness."""
