"""What is taught: courses, modules, lessons, questions, glossary, and the law they cite."""
