"""« Mon projet » until it is sent: the form, the draft that is kept, its confirmation by mail."""
