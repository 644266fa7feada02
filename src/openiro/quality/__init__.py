"""Quality: monitoring forms of reviews, what they found amber or red, and the meetings that look at it."""
