"""The judge: schemas, the domain's rules, findings, fixes, the field's vocabulary."""
