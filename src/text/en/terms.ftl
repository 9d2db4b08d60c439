# Words of the trade, each written once: { -seller_key }. None has a plural. What is typed is written out.
-seller_key = seller key
-state_file = state file
-code_characters = A-Z a-z 0-9 - _
