"""tpn: follow up the rollout of a municipality's online services."""

__version__ = "0.3.0"
