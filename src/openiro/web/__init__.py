"""Every page: reads by queries, writes by actions, never imports models."""
