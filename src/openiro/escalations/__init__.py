"""Challenge: disputes between the reviewing service and those who answer for the plan."""
