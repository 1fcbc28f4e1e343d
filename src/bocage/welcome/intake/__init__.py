"""« Mon projet » until it is sent: the form, the draft that is kept, and its confirmation by mail."""
