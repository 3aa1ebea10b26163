"""The one seam between the site's rows and the library's records: a programme as a `FollowUp`."""
