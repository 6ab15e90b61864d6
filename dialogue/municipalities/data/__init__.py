"""Reference data as files; see SOURCES.md."""
