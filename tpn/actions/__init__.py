"""What a project lead does, without a screen: import sheets, hold a meeting, write changes. Values in, values out."""
