"""The pictures of the site that people look at before a change lands."""
