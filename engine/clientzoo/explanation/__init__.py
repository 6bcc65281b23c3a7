"""From a consultation's trace to reasons: data first, sentences after."""
