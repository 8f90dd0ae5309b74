"""Frozen facts in reading order, each view for one reader's question. No words, no formats."""
