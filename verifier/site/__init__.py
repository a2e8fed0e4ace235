"""The reports as a static site: the same pages at the same addresses, with search and tables.

The Markdown stays the source. This room turns it to HTML as the code host does, and leaves frame,
navigation and search to the theme of MkDocs Material (extra `site`).
"""
