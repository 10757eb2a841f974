#!/usr/bin/env bash
# Starts the JobManager with the job in it, from the newest snapshot that is complete: after a crash, a new image or changed
# settings, the job goes on where it was. Without any it reads the topic from its beginning, and the same rows come of it.
set -euo pipefail

storage=${FLINK_STORAGE:-/flink}
flink=${FLINK_HOME:-/opt/flink}

newest=
for metadata in "$storage"/savepoints/*/_metadata "$storage"/checkpoints/*/chk-*/_metadata; do
  # Where a pattern finds nothing, it is given as it stands.
  [ -e "$metadata" ] || continue
  if [ -z "$newest" ] || [ "$metadata" -nt "$newest" ]; then
    newest=$metadata
  fi
done

arguments=(--job-classname dev.eventlane.job.EventlaneJob)
if [ -n "$newest" ]; then
  snapshot=$(dirname "$newest")
  echo "the job goes on from $snapshot"
  arguments+=(--fromSavepoint "file://$snapshot")

  # A job that starts from a snapshot makes checkpoints of its own and needs nothing of its predecessors but this one.
  for checkpoints in "$storage"/checkpoints/*; do
    if [ -d "$checkpoints" ] && [ "$checkpoints" != "$(dirname "$snapshot")" ]; then
      rm -rf -- "$checkpoints"
    fi
  done
else
  echo "there is no snapshot in $storage: the job reads the topic from its beginning"
fi

exec "$flink/bin/standalone-job.sh" start-foreground "${arguments[@]}"
