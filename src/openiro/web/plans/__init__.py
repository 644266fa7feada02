"""Action plans: what the service sets out to do in a year, how far it has come, what inspections found."""
