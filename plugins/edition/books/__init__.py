"""Books to take away: what one holds, and the forms in which it is written."""
