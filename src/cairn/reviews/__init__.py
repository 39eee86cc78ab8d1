"""Looking back at a week or a month, numbers first; and what to do with what keeps being put off."""
