"""Writing about results: publishing a report and withdrawing it."""
