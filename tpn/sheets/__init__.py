"""Sheets as tpn lays them out: styles, tabs, the words of a cell. Nothing is imported here."""
