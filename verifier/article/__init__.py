"""Reading an article: which of its sentences are forecasts, whose they are and what they say."""
