"""Every form of the house, found by walking its pages as everybody who works or comes."""
