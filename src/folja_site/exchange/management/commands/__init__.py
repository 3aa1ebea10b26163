"""Commands of the site, run by `folja serve` and the demo."""
