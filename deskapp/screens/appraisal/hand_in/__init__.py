"""What is handed in of an appraisal, and what is still missing before that."""
