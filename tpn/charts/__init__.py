"""Pictures from views, as SVG: the nyttekart, matrices, swimlanes. Words come from ``texts``; knows no files."""
