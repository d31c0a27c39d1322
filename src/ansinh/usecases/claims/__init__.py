"""Acts on claims: receive and assess a file, decide a finding, answer one, make and post a statement."""

from ansinh.usecases.claims.receiving import Received, Upload, receive, receive_all

__all__ = ["Received", "Upload", "receive", "receive_all"]
