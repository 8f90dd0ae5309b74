"""What is to be written: decisions turned into edits of the YAML. Knows no file format."""
