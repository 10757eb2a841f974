-- The trace of the request that a dead letter came from (W3C Trace Context): 32 hexadecimal digits. Empty = it came without one.
ALTER TABLE dead_letters
    ADD COLUMN IF NOT EXISTS trace_id String;
