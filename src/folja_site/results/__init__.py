"""What the answers add up to, as pages show it: stored figures, findings, reports, publication."""
