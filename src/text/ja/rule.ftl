# What a rule of the shop does to an order that it matches.
rule-hold = 保留
rule-warn = 警告
