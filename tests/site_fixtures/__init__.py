"""What the site's tests share: settings, a loaded example, people of every kind, a server."""
