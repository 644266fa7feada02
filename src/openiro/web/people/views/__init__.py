"""The pages of people, their roles and posts, bank holidays, and the policy."""
