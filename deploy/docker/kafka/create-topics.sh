#!/usr/bin/env bash
# Creates the topics, if they are not there. The broker stamps operations itself, because versions are made of its stamps;
# records are kept for ever, because nobody knows for how long the job may be away.
set -euo pipefail

create() {
  local topic=$1 partitions=$2
  shift 2
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$KAFKA_BROKERS" --create --if-not-exists \
    --topic "$topic" --partitions "$partitions" "$@"
}

create "$KAFKA_TOPIC" 6 \
  --config message.timestamp.type=LogAppendTime --config max.message.bytes=37748736 --config retention.ms=-1
create "$KAFKA_TOPIC.dead-letters" 1 --config max.message.bytes=41943040 --config retention.ms=-1
