# What a rule of the shop does to an order that it matches.
rule-hold = hold
rule-warn = warn
