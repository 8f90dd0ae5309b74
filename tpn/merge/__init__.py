"""Decide what to do, and turn decisions into edits of the YAML. Knows no file format."""
