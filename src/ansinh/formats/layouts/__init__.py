"""The layouts of the forms as data: columns, their kinds, and the headings they are known by."""
