"""Pages for a browser: one report with its claims marked in the text, and what many reports claim."""
