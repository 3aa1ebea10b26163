"""What every part of the site stands on: layout, words, versions of rows, and the audit trail."""
