"""The bench: where a network is built, trained and watched."""
