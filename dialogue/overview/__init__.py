"""The overview room: pages that look across rooms; owns nothing."""
