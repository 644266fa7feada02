"""Published figures to compare with, and the views of measures that a person keeps."""
