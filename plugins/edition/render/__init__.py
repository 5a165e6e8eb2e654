"""Documents, threads and lists as HTML; nothing here knows which site generator sends it out."""
