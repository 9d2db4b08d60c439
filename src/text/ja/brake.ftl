# Safety brakes, and what overrides them.
brake-mass_zero =
    { -mapping_table }の商品{ $of }件のうち{ $zeroed }件の在庫が0になるため({ $skus })、何も送信していません
    .next =
        `push-stock --dry-run --force mass-zero` で、送信せずに内容を表示できます。内容を確認し、間違いでなければ --force mass-zero を付けて実行してください
brake-empty_list =
    Qoo10の商品は0件ですが、前回の `listings pull` では{ $was }件でした。何も変更していません
    .next =
        受注用に発行された{ -seller_key }では商品が見えません。キーを確認するか `qoo10-bridge key issue` で再発行してください。商品が本当になければ --force shrunken-list を付けて実行してください
brake-shrunken_list =
    Qoo10の商品は{ $now }件ですが、前回の `listings pull` では{ $was }件でした。何も変更していません
    .next = 内容を確認し、間違いでなければ --force shrunken-list を付けて実行してください
