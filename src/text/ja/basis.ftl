# 在庫数の数え方
basis-on_hand = 実在庫
basis-free = フリー在庫
basis-set = セット
