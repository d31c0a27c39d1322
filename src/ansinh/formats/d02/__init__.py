"""D02-LT in its layouts: the official form, the flat sheet of the I-VANs, and rows under the keys of the form."""
