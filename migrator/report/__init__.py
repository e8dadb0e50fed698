"""What people and machines read: the plan as HTML, Markdown, SARIF, annotations and text."""
