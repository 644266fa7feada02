"""Coming into care: the dated steps to the initial health assessment, and when the virtual school was told."""
