"""One module per API family; each has `run(suite)`."""
