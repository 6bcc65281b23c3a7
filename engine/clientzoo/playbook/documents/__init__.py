"""One Markdown, several papers: the playbook is read once, and each format has a writer of its own."""
