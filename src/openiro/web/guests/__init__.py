"""Pages for people who do not sign in: consultation forms and letters, by a private link."""
