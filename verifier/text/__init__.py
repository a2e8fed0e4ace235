"""Text as the readers of time, of likelihood and of articles see it.

One tokeniser (`tokens`), one table of phrases (`phrases`), one splitter of sentences (`sentences`);
what they know of a language is data beside them (`en.json`).
"""
