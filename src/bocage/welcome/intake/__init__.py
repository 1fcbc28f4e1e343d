"""« Mon projet » until it is sent: the form, the stored draft, and its confirmation by mail."""
