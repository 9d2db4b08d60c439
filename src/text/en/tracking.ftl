# Why a text is not a tracking number.
tracking-missing = there is no tracking number
tracking-exponent = a spreadsheet rounded it, and its digits are lost; take it from the source again, as text (rule: no exponents)
tracking-characters = it holds more than letters and digits (rule: letters and digits)
tracking-too_long = it is longer than { $most } characters (rule: length)
tracking-placeholder = it stands for a number that is missing (rule: { $least } letters and digits or more, not all the same)
tracking-own_number = it is the order's own code, cart or order number, not its parcel's; is it the right column? (rule: no number of the order)
# How a number breaks the rule of its delivery company.
tracking-check_digit = its check digit is wrong, { $wanted } would be right; a digit was misread (rule: { $rule })
tracking-digits_expected = { $expected }, { $given } given
tracking-letters_given = { $expected }, letters given
tracking-expected_12 = 12 digits expected
tracking-expected_11_or_12 = 11 or 12 digits expected
tracking-expected_10 = numbers of this company usually have 10 digits
tracking-expected_s10 = 2 letters, 9 digits, 2 letters expected, such as RB123456785GB
tracking-expected_any = no rule is known
# Their rules, in few words.
tracking-rule_12 = 7DR, 12 digits
tracking-rule_11_or_12 = 7DR, 12 or 11 digits
tracking-rule_s10 = S10, such as RB123456785GB
tracking-rule_10 = 10 digits
tracking-rule_none = none
