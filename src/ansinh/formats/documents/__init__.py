"""One document value in five forms: Markdown, HTML, PDF, workbook, JSON; and its charts as SVG."""
