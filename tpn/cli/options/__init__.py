"""What can be said of each verb on the line. Tab and ``--help`` load these, and nothing of what the verbs do."""
