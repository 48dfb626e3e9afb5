import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { zeroEndedText } from '../wire-text.ts';
import { ADD_NOTIFICATION, READ_DATA, READ_DEVICE_INFO, READ_STATE, READ_WRITE } from './functions.ts';
import type { AdsState } from './state.ts';

/** A name of a device is 16 bytes, padded with zeros. */
const NAME_LENGTH = 16;

/** Reads a response's data and closes its request. The window is the data, as far as they are kept. */
export function readResponse(
  c: Cursor,
  turn: Turn,
  state: AdsState,
  fn: number,
  error: number,
  port: number,
  key: number,
): void {
  state.responsesSeen = true;
  // A response that bears an error of the transport may have no data.
  const bare = error !== 0 && c.left < 4;
  const result = bare ? 0 : c.u32le();
  if (turn.tracing && !bare) turn.field('ams.adsresult', result);
  const matched = state.requests.take(key);
  if (matched) {
    state.forgiving = false;
    for (let i = 0; i < state.requests.handles; i++) {
      turn.outcome(state.requests.handle(i), error || result, state.requests.seconds, state.requests.nanos);
    }
  } else if (!state.forgiving) turn.anomaly('response-unrequested');
  if (bare || error !== 0 || result !== 0) return;
  if (fn === READ_DEVICE_INFO) readDeviceInfo(c, turn);
  else if (fn === READ_STATE) readState(c, turn);
  else if (fn === ADD_NOTIFICATION) {
    const handle = c.u32le();
    if (turn.tracing) turn.field('ams.ads_notificationhandle', handle);
  } else if (fn === READ_DATA || fn === READ_WRITE) {
    const length = c.u32le();
    if (turn.tracing) turn.field('ams.ads_cblength', length);
    if (matched && state.requests.start !== 0 && length === 4 && c.left >= 4) {
      state.keepHandle(c.u32le(), port, state.requests.start);
    }
  }
  if (c.failed) turn.anomaly('data-cut');
}

function readDeviceInfo(c: Cursor, turn: Turn): void {
  const major = c.u8();
  const minor = c.u8();
  const build = c.u16le();
  const at = c.at;
  if (!c.skip(NAME_LENGTH).ok) return;
  const name = zeroEndedText(c.bytes, at, at + NAME_LENGTH);
  if (turn.tracing) {
    turn.field('ams.ads_versionversion', major);
    turn.field('ams.ads_versionrevision', minor);
    turn.field('ams.ads_versionbuild', build);
    turn.field('ams.ads_devicename', name);
  }
  if (name !== '') turn.claim(turn.sender, 'firmware', `${name} ${major}.${minor}.${build}`);
}

function readState(c: Cursor, turn: Turn): void {
  const state = c.u16le();
  const device = c.u16le();
  if (!turn.tracing) return;
  turn.field('ams.ads_state', state);
  turn.field('ams.ads_devicestate', device);
}
