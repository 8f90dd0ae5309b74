"""What was: snapshots and the agreed plan, and the journal of writes that makes ``tpn undo`` possible."""
