"""Knowledge and answers to a consultation: the verdict and the trace that explains it."""
