# How a run ended.
result-busy = busy
result-failed = failed
result-ok = ok
result-partial = partial
result-refused = refused
