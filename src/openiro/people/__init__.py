"""Who uses the service: people, the roles they hold, their teams and posts."""
