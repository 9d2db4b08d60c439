# What Qoo10 has been told.
api-awaiting_print = 印刷待ち
api-printed = 印刷済み
api-shipped = 出荷済み
