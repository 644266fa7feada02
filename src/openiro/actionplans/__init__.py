"""Action plans of the service: a year's actions, their progress, and the findings of inspections."""
