"""The doors: arguments in, words out, exit codes; the clock, the disk and the screen. No rule of the subject."""
