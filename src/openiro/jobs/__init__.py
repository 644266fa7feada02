"""Entry points of the command line and of the clock, thin."""
