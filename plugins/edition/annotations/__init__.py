"""What editors say about passages: finding the passage, and making the note safe to show."""
