"""What the map shows of a project, in words: where it runs, how far, how sure, and with what."""
