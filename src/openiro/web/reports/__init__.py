"""Pages of measures, with the records behind each, and of reports that people write beside the figures."""
