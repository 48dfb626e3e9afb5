import * as s from '../../../src/decode/app/uncaptured.cases.ts';

/** Messages of protocols of which no captures are at hand; protocol name to messages. */
export const uncaptured: Readonly<Record<string, readonly Uint8Array[]>> = {
  mndp: [s.mndpAnnouncement],
  ubnt: [s.ubntAnnouncement],
  // With the padding of a short frame it is none of UDP.
  ethercat: [s.ethercatFrame, Uint8Array.of(...s.ethercatFrame, ...new Uint8Array(13))],
  powerlink: [s.powerlinkCycle, s.powerlinkStop],
  srtp: [s.srtpRead, s.srtpStop, s.srtpIdentify, s.srtpAnswer, s.srtpRefusal, s.srtpName],
  amqp: [s.amqpHeader, s.amqpStart, s.amqp1Header],
  codesys: [s.codesysAsk, s.codesysIdentity, s.codesysName, s.codesysStop],
};
