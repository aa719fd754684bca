"""The only reader of an atlas folder: files in, checked records and frames out."""
