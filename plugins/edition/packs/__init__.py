"""Packs: what teachers assign of an edition, with their own words between the passages."""
