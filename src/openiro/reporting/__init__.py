"""Papers of the service: figures from the measures, words from people."""
