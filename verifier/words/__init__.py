"""The reader of verbal likelihood: words to probabilities under cited lexicons.

`read_likelihood` reads the phrase of one forecast, `find_likelihoods` a whole sentence;
`find_conditions` finds what a forecast depends on. Every word is data in `LikelihoodRules`.
"""
