import type { Cursor } from '../../../kernel/cursor.ts';
import { OTHER } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { AUTH, CONNACK, CONNECT, DISCONNECT, SUBACK, SUBSCRIBE, UNSUBACK, UNSUBSCRIBE } from './fields.ts';
import { Properties } from './properties.ts';
import type { MqttState } from './state.ts';
import { CONNECTION, subscribed } from './topics.ts';

/** Topics, or answers to them, of one packet that are read. */
export const MAX_TOPICS = 256;

/** Used within one call only. */
const properties: Properties = new Properties();
const WILL = 0x04;
const USER = 0x80;
const PASSWORD = 0x40;

/** Reads the content of any packet but a publish; false where it is malformed. The window is the packet's content. */
export function readPacket(c: Cursor, turn: Turn, state: MqttState, type: number): boolean {
  switch (type) {
    case CONNECT:
      return readConnect(c, turn, state);
    case CONNACK:
      return readConnack(c, turn, state);
    case SUBSCRIBE:
    case UNSUBSCRIBE:
      return readTopics(c, turn, state, type);
    case SUBACK:
    case UNSUBACK:
      return readReasons(c, turn, state, type);
    case DISCONNECT:
    case AUTH:
      return readReason(c, turn);
    default:
      // A ping has nothing; an answer to a publish its number and, in version 5, a reason.
      if (type > UNSUBACK) return true;
      turnNumber(c, turn);
      return !c.failed && readReason(c, turn);
  }
}

function turnNumber(c: Cursor, turn: Turn): void {
  const id = c.u16();
  if (turn.tracing && !c.failed) turn.field('mqtt.msgid', id);
}

/** A text with its length before; undefined where it is cut. */
function text(c: Cursor): string | undefined {
  const length = c.u16();
  const start = c.at;
  return c.skip(length).ok ? wireText(c.bytes, start, c.at) : undefined;
}

function readConnect(c: Cursor, turn: Turn, state: MqttState): boolean {
  const name = text(c);
  const level = c.u8() & 0x7f;
  const flags = c.u8();
  const alive = c.u16();
  if (c.failed || name === undefined) return false;
  if (state.version !== 0 && state.connect >= 0) turn.anomaly('connect-again');
  state.version = level;
  if (turn.tracing) {
    turn.field('mqtt.protoname', name);
    turn.field('mqtt.ver', level);
    turn.field('mqtt.conflags', flags);
    turn.field('mqtt.kalive', alive);
  }
  if (level === 5 && !properties.read(c, turn)) return false;
  const client = text(c);
  if (client === undefined) return false;
  if (client !== '') turn.claim(turn.sender, 'description', `mqtt client ${client}`);
  if (turn.tracing && client !== '') turn.field('mqtt.clientid', client);
  if (flags & WILL && !readWill(c, turn, level)) return false;
  if (flags & USER) {
    if (!c.skip(c.u16()).ok) return false;
    if (turn.tracing) turn.field('mqtt.username', '***');
  }
  if (flags & PASSWORD && !c.skip(c.u16()).ok) return false;
  state.connect = turn.command(CONNECT, 0, CONNECTION, 0, 0, OTHER);
  state.seconds = turn.seconds;
  state.nanos = turn.nanos;
  return true;
}

/** What the server shall publish when the client is lost. */
function readWill(c: Cursor, turn: Turn, level: number): boolean {
  if (level === 5 && !properties.read(c, turn)) return false;
  const topic = text(c);
  if (topic === undefined) return false;
  turn.name('service', topic, 0);
  if (turn.tracing) turn.field('mqtt.willtopic', topic);
  return c.skip(c.u16()).ok;
}

function readConnack(c: Cursor, turn: Turn, state: MqttState): boolean {
  const present = c.u8();
  const code = c.u8();
  if (c.failed) return false;
  if (turn.tracing) {
    turn.field('mqtt.conack.flags.sp', (present & 1) !== 0);
    turn.field(c.left === 0 ? 'mqtt.conack.val' : 'mqtt.conack.reason_code', code);
  }
  if (state.connect >= 0) turn.outcome(state.connect, code, state.seconds, state.nanos);
  state.connect = -1;
  if (c.left === 0) return true;
  state.version = 5;
  if (!properties.read(c, turn)) return false;
  if (properties.assignedClient !== '') {
    turn.claim(turn.receiver, 'description', `mqtt client ${properties.assignedClient}`);
  }
  return true;
}

/** Version 5 puts properties before the topics; where the version was not seen, a first zero says so. */
function readTopics(c: Cursor, turn: Turn, state: MqttState, type: number): boolean {
  turnNumber(c, turn);
  if (c.failed) return false;
  const five = state.version === 5 || (state.version === 0 && c.peek8() === 0 && c.peek8(1) === 0);
  if (five && !properties.read(c, turn)) return false;
  for (let i = 0; c.left > 0; i++) {
    if (i === MAX_TOPICS) {
      turn.anomaly('list-over-limit');
      turn.unrecognised(c.left);
      c.at = c.end;
      break;
    }
    const topic = text(c);
    if (topic === undefined) return false;
    if (turn.tracing) turn.field('mqtt.topic', topic);
    if (type === SUBSCRIBE) {
      const quality = c.u8() & 3;
      if (c.failed) return false;
      if (turn.tracing) turn.field('mqtt.sub.qos', quality);
    }
    subscribed(turn, type, topic);
  }
  return true;
}

function readReasons(c: Cursor, turn: Turn, state: MqttState, type: number): boolean {
  turnNumber(c, turn);
  if (c.failed) return false;
  if (state.version === 5 && !properties.read(c, turn)) return false;
  const reason = type === SUBACK ? 'mqtt.suback.reason_code' : 'mqtt.unsuback.reason_code';
  for (let i = 0; c.left > 0; i++) {
    if (i === MAX_TOPICS) {
      turn.anomaly('list-over-limit');
      turn.unrecognised(c.left);
      c.at = c.end;
      break;
    }
    const code = c.u8();
    if (turn.tracing) turn.field(state.version === 5 ? reason : 'mqtt.suback.qos', code);
  }
  return true;
}

/** A reason and properties, where there are any. */
function readReason(c: Cursor, turn: Turn): boolean {
  if (c.left === 0) return true;
  const code = c.u8();
  if (turn.tracing) turn.field('mqtt.reason_code', code);
  return c.left === 0 || properties.read(c, turn);
}
