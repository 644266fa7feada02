"""People, their roles and posts, teams, bank holidays, and the policy in force."""
