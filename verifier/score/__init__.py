"""Scoring: from verdicts to figures, under a declared scheme."""
