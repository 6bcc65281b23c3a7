"""From a consultation to a document: a playbook as Markdown, and as one self-contained page of HTML made of it."""
