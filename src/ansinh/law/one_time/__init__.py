"""Benefits in one sum: social insurance paid out, settling abroad, area allowance; and the allowance of article 23."""
