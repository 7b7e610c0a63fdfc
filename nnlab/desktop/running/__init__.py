"""The run of the bench: commanded, followed, kept and rewound."""
