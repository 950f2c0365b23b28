/** Errors of topics and brokers of Kafka: a part of the one table of errors. */
export const KAFKA_ERRORS = {
  KAFKA_ADDRESS_MISSING: {
    exit: 3,
    what: 'source {uri} needs a Kafka cluster and none is named',
    next: 'Say --set kafka.brokers=host:9092, or start one: docs/kafka.md tells how.',
  },
  KAFKA_SECRET_MISSING: {
    exit: 3,
    what: 'kafka.{setting} is to be read from {place}, and {reason}',
    next: 'Set it there, or name another place.',
  },
  KAFKA_UNREACHABLE: {
    exit: 4,
    what: 'no broker of {brokers} could be used for {seconds} s: {reason}',
    next: 'Check that it runs and can be reached; kafka.retryForMs says how long it is waited for.',
  },
  KAFKA_REFUSED: {
    exit: 4,
    what: '{brokers} refused us: {reason}',
    next: 'Check kafka.saslMechanism, saslUser, saslPassword, tls and tlsCa.',
  },
  KAFKA_TOPIC_UNKNOWN: {
    exit: 4,
    what: 'there is no topic {topic} at {brokers}',
    next: 'Check its name, or write one with millrace ingest --to kafka:{topic}.',
  },
  KAFKA_RANGE_DELETED: {
    exit: 4,
    what: 'partition {partition} of {topic} begins at offset {low}: what was before is deleted, and {wanted}',
    next: 'Begin later, or leave from out to read all that is there.',
  },
  KAFKA_RANGE_BEYOND: {
    exit: 4,
    what: 'partition {partition} of {topic} ends at offset {end}, before {wanted}',
    next: 'Ask for what is there, or wait until it is written.',
  },
  KAFKA_STALLED: {
    exit: 4,
    what: 'partition {partition} of {topic} gave none of offsets {position} to {end} for {seconds} s',
    next: 'Look at the broker that leads it; kafka.stallMs says how long is waited.',
  },
  KAFKA_BATCH_BAD: {
    exit: 4,
    what: 'partition {partition} of {topic} has at offset {offset} a batch that {reason}',
    next: 'Ask for a range without it, or have the topic written anew.',
  },
  KAFKA_LATE: {
    exit: 4,
    what: '{topic}, partition {partition}, offset {offset}: {at} comes more than {lateMs} ms behind {before}',
    next: 'Say --set kafka.lateMs=MS to have it put in order, or kafka.late=drop to do without.',
  },
  KAFKA_SCHEMA_UNKNOWN: {
    exit: 4,
    what: 'a record of topic {topic} says schema {schema}, and this millrace reads {known}',
    next: 'Read the topic with the millrace that wrote it, or a newer one.',
  },
  KAFKA_TOPIC_DIFFERS: {
    exit: 4,
    what: 'topic {topic}, partition {partition}: its last record {what}',
    next: 'Write to another topic, or write what this one was begun with.',
  },
  KAFKA_TOPIC_UNFIT: {
    exit: 4,
    what: 'topic {topic} has {setting} {value}, and events need {wanted}',
    next: 'Change that, or name another topic: a new one is made as it has to be.',
  },
  KAFKA_WRITER_OTHER: {
    exit: 4,
    what: 'partition {partition} of {topic} is at offset {found} instead of {expected}: others write',
    next: 'Run it again when nobody else does; it goes on where it was.',
  },
  KAFKA_TIME_REFUSED: {
    exit: 4,
    what: '{brokers} takes no record of {topic} with a time such as {at}: {reason}',
    next: 'Times lie from 1970 to an hour ahead, unless message.timestamp.after.max.ms says more.',
  },
  KAFKA_WRITE_REFUSED: {
    exit: 4,
    what: '{brokers} takes no records of {topic}, from {at} on: {reason}',
    next: 'What was taken is there; run it again when the reason is gone, and it goes on.',
  },
  KAFKA_JOURNAL_LEFT: {
    exit: 5,
    what: '{waiting} entries of run {run} are not in topic {topic}, {lost} found no room: {reason}',
    next: 'Those that wait lie in {path}, a line each; all of them are in the journal of --out.',
  },
} as const;
