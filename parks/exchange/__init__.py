"""Tables in and out, as Excel or CSV: nothing is lost on the way, and no cell ever becomes a formula."""
