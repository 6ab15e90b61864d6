"""One municipality walked from invitation to answer, through the same actions as the pages.

People, streets and sentences are invented. It feeds the demo, the screenshots, the
files of ``./do example`` and the journey test.
"""
