"""What is said and written in words: the interview's free parts, drafts, comments, agreement."""
