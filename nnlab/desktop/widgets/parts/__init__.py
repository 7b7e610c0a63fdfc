"""What widgets are made of: layouts, scales and painting. Nothing here is a widget of its own."""
