"""Pages of audits: the list and the programme, drawing a sample, one audit, its findings, results."""
