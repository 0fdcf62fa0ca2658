"""Programs run by the training interpreter; they import nothing of ours but `training/events`."""
