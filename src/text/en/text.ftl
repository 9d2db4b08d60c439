# What every area needs.
text-quoted = { $text }
text-separator = {", "}
# Until every sentence stands in the catalogues.
text-both = { $en }{ $ja }
