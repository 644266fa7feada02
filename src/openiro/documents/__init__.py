"""Papers as plain data in and bytes out: Word, PDF, spreadsheet and charts. Knows nothing of the service."""
