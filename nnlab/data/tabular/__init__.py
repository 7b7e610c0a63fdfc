"""Tables of one's own: how text becomes columns, columns become inputs and targets, and all of it can be corrected."""
