# Where an order is in the warehouse.
status-backordered = 入荷待ち
status-cancelled = キャンセル
status-inspected = 出荷検品済み
status-on_hold = 保留
status-preparing = 出荷準備中
status-ready = 出荷待ち
status-shipped = 出荷済み
status-working = 出荷作業中
