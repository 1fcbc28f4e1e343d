"""The MCP server: what an assistant may ask of an instance, through its public API alone."""
