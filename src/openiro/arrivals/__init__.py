"""The dated steps after a child came into care: who was told, the initial health assessment, and what delays it."""
