import { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { mqttAnomalies, mqttFields, packetTypes, PUBLISH } from './mqtt/fields.ts';
import { flagsFit, probeMqtt } from './mqtt/probe.ts';
import { Properties, variableAt, variableSize } from './mqtt/properties.ts';
import { readPacket } from './mqtt/read-packet.ts';
import { specLists } from './mqtt/spec-lists.ts';
import { MqttState } from './mqtt/state.ts';
import { objectName, published } from './mqtt/topics.ts';
import { wireText } from './wire-text.ts';

/** A packet kept while it is not complete; of a publish only what stands before its payload is kept. */
export const MAX_PACKET = 0x1_0000;
/** First byte and the longest length. */
const LONGEST_HEADER = 5;

/**
 * MQTT 3.1, 3.1.1 and 5.0 over TCP: who connects as what, which topics are published and subscribed to. Payloads are
 * the applications' and passed over by their length; passwords are never looked at, user names never told.
 */
export const mqtt: StreamProtocol<MqttState> = {
  kind: 'stream',
  name: 'mqtt',
  title: 'Message Queuing Telemetry Transport',
  spec: 'OASIS MQTT 3.1.1, OASIS MQTT 5.0; MQTT V3.1 (IBM, Eurotech); Sparkplug 3.0 (topics)',
  fields: mqttFields,
  anomalies: mqttAnomalies,
  functionName: (fn: number): string | undefined => packetTypes[fn] || undefined,
  objectName,
  specLists,
  undecoded: 'Payloads, Sparkplug’s among them; user names, passwords and authentication data.',
  // Worst is a publish or subscription in the middle: type and flags 5 bits, upper byte of the topic's length 8, eight
  // printable characters 11 with a slash among them.
  falseMatchLog2: -24,
  ports: [1883, 1884, 8883],
  maxMessage: MAX_PACKET + LONGEST_HEADER,
  open: () => new MqttState(),
  probe: probeMqtt,
  parse(c: Cursor, turn: Turn, state: MqttState): Outcome {
    const first = c.peek8();
    const type = first >> 4;
    if (type === 0) return BAD;
    const length = variableAt(c, 1);
    if (length === -1) return BAD;
    if (length < 0) return MORE;
    const header = 1 + variableSize(length);
    if (type === PUBLISH) return readPublish(c, turn, state, first, header, length);
    if (length <= MAX_PACKET && !c.has(header + length)) return MORE;
    turn.message(type);
    if (turn.tracing) trace(turn, type, length);
    if (!flagsFit(first)) turn.anomaly('flags-bad');
    if (length > MAX_PACKET) {
      turn.anomaly('packet-over-limit');
      c.skip(header);
      turn.skip(length, 'unrecognised');
      return DONE;
    }
    inner.reset(c.bytes, c.view, c.at + header, c.at + header + length);
    const whole = readPacket(inner, turn, state, type);
    if (!whole) turn.anomaly('body-malformed');
    else if (inner.left > 0) turn.anomaly('body-trailing');
    turn.unrecognised(inner.left);
    c.skip(header + length);
    return DONE;
  },
};

/** Used within one call only. */
const inner: Cursor = new Cursor();
const properties: Properties = new Properties();

function trace(turn: Turn, type: number, length: number): void {
  turn.field('mqtt.msgtype', type);
  turn.field('mqtt.len', length);
}

/** A topic, a number where delivery is acknowledged, properties; then the payload, which is not waited for. */
function readPublish(c: Cursor, turn: Turn, state: MqttState, first: number, header: number, length: number): Outcome {
  const quality = (first >> 1) & 3;
  if (length >= 2 && !c.has(header + 2)) return MORE;
  let before = 2 + (length >= 2 ? c.peek16(header) : 0) + (quality > 0 ? 2 : 0);
  if (state.version === 5 && before < length) {
    const size = variableAt(c, header + before);
    if (size === -2) return MORE;
    if (size >= 0) before += variableSize(size) + size;
  }
  if (before <= length && before <= MAX_PACKET && !c.has(header + before)) return MORE;
  turn.message(PUBLISH);
  if (turn.tracing) {
    trace(turn, PUBLISH, length);
    turn.field('mqtt.dupflag', (first & 8) !== 0);
    turn.field('mqtt.qos', quality);
    turn.field('mqtt.retain', (first & 1) !== 0);
  }
  if (!flagsFit(first)) turn.anomaly('flags-bad');
  if (before > length || before > MAX_PACKET) {
    turn.anomaly(before > length ? 'body-malformed' : 'packet-over-limit');
    c.skip(header);
    turn.skip(length, 'unrecognised');
    return DONE;
  }
  inner.reset(c.bytes, c.view, c.at + header, c.at + header + before);
  const start = inner.at + 2;
  inner.skip(2 + inner.peek16());
  const topicEnd = inner.at;
  if (quality > 0) {
    const id = inner.u16();
    if (turn.tracing) turn.field('mqtt.msgid', id);
  }
  let alias = 0;
  if (inner.left > 0) {
    if (!properties.read(inner, turn)) turn.anomaly('body-malformed');
    alias = properties.alias;
  }
  let topic = wireText(inner.bytes, start, topicEnd);
  if (alias !== 0) {
    if (topic === '') topic = state.alias(turn.fromServer, alias);
    else state.setAlias(turn.fromServer, alias, topic);
  }
  if (turn.tracing) turn.field('mqtt.topic', topic);
  if (topic !== '') published(turn, PUBLISH, topic);
  c.skip(header + before);
  if (length > before) turn.skip(length - before, 'decoded');
  return DONE;
}
