"""The two networks: cell tokens (the teacher) and row tokens (the student that ships)."""
