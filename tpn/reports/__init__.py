"""A view and words become what is read: the terminal, Markdown, documents. Computes nothing."""
