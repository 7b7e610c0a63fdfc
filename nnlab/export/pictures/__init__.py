"""Pictures of a network without a window: drawings as values, and two ways to write them, SVG and PNG."""
