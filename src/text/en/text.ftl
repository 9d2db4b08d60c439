# What every area needs.
text-quoted = { $text }
text-separator = {", "}
# Two sentences, one after the other.
text-then = { $first }; { $then }
# A list, each entry on a line of its own.
text-with_line = { $before }{"\u000A"}{"  "}{ $line }
# Of two names of a thing, as the headings of a column, the one in the reader's language.
text-own_name = { $japanese ->
       *[other] { $english }
    }
