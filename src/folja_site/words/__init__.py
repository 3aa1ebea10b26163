"""The site's wording: one TOML file per family, Swedish and English side by side."""
