"""Projects and investors as tables, out and in: not known and none stay apart, and what is hidden stays hidden."""
