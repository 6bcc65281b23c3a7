"""Ways to divide a base, one a file: a new one is a file here, with its facts in the questionnaire."""
