"""Quality: monitoring forms, what they found amber or red, meetings about it, and all of it at a glance."""
