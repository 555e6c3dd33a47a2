"""Settings, and the data files a team edits."""
