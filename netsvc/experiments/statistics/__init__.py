"""Pure small-sample statistics of a pilot: numpy and scipy only, no I/O."""
