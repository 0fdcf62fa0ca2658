"""Reading what other programs wrote: each file tells by its content what it is."""
