"""The municipalities room: municipalities, venues, teams."""
