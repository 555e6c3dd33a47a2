"""What is said, in the person's language. All wording lives here."""
