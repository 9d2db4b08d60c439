# Words of the trade, each written once: { -order }.
