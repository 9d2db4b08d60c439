# sandbox replay: a recording served again.
replay-no_recording = { $folder } holds no recording
    .next = name a folder that `--record` has filled
replay-bad_file = { $file } cannot be read ({ $why })
    .next = take the folder as `--record` left it
replay-no_method = not in the recording: { $method } was never called
replay-asked_again = not in the recording: { $method } was asked once more than { $file } says
replay-not_recorded = not in the recording: { $method } with these values; the nearest is { $file }, which differs in { $fields }
