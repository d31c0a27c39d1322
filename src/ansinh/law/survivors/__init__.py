"""What relatives receive after a death: the funeral grant, monthly shares, lump sums; by the law of the death."""
