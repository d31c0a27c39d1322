"""Who may draw maternity benefit at a birth or adoption: three ways in, every condition told."""



