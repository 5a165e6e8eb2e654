"""The edition engine: from the sources an archive gave us to pages that can be read and cited."""

__version__ = "0.1.0"
