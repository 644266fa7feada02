"""The core: notices, drafts, files."""
