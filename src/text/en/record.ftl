# --record: exchanges with Qoo10 in a folder.
record-summary = recording { $folder }: { $exchanges ->
    [one] 1 exchange
   *[other] { $exchanges } exchanges
} so far, { $values } values replaced under the keys { $keys }
record-summary_plain = recording { $folder }: { $exchanges ->
    [one] 1 exchange
   *[other] { $exchanges } exchanges
} so far, no value had to be replaced
record-unknown_keys = keys that are in no document, whose values the recording does not show: { $keys }
record-cut_short = the recording { $folder } stops before exchange { $number } ({ $why }) and is incomplete; what the command did is not affected

record-no_name = { $folder } cannot hold a recording
    .next = name a folder of its own, new or empty
record-is_no_folder = { $folder } is not a folder
    .next = name a folder that is new or empty
record-not_empty = { $folder } is not empty, and holds no recording
    .next = name a folder that is new or empty
record-has_ended = the recording in { $folder } has ended: its key { $file } is gone or damaged
    .next = name a folder that is new or empty
record-damaged = { $file } is damaged ({ $why })
    .next = name a folder that is new or empty
record-not_written = the recording { $folder } cannot be written ({ $error }); Qoo10 was asked nothing
    .next = make room, or name a folder that this user may write
