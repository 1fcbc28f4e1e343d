"""MCP server, which gives assistants access to the public API of an instance."""
