"""Maternity: birth, loss, adoption, surrogacy, fathers, and the grant of voluntary insurance."""
