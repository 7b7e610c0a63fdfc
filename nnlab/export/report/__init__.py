"""The report: one page about a network and its training, to be printed or handed in."""
