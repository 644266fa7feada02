"""Audits: samples, audits by versioned questions, observations of chairing, and findings until they are closed."""
