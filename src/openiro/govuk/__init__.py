"""The design-system kit: templates, form fields, error summary, dates in words. Knows nothing of the service."""
