"""Waves of services: how many are taken through the phases at once."""

SERVICES_IN_WAVE = 2
"""Two at a time, as the source advises: enough to share what is learnt, few enough to be followed."""
