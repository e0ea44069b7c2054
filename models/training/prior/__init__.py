"""The prior: how synthetic tables are drawn. One file per family of data-generating process; `table.py` joins them."""
