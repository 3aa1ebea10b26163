"""Who may do what: people, roles, the rule of every address, invitations and signing in."""
