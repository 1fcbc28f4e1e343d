"""Pages of ours on other sites: the code to paste, and oEmbed."""
