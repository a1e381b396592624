"""Normative documents and government rules: what must be checked, how long they are in force, what is due after.

Working rules arts. 19 to 21 and 31. Everything that another government could set differently comes from the rule pack
(`NormativeTerms` and the checklists `normative` and `legislation`).
"""
