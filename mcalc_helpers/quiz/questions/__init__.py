"""The book's questions, one module a chapter."""
