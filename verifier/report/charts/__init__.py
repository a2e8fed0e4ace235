"""Pictures: SVG drawings from plain rows, each with words for those who do not see it."""
