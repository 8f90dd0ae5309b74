"""Pictures from views, as SVG: the nyttekart, matrices, swimlanes. Knows no files and no words of its own."""
