/** Commands of the encapsulation header, volume 2 table 2-3.2, and the numbers set aside for the time before it. */
export const NOP = 0x00;
export const LIST_SERVICES = 0x04;
export const LIST_IDENTITY = 0x63;
export const LIST_INTERFACES = 0x64;
export const REGISTER_SESSION = 0x65;
export const UNREGISTER_SESSION = 0x66;
export const SEND_RR_DATA = 0x6f;
export const SEND_UNIT_DATA = 0x70;

export const commands: ReadonlyMap<number, string> = new Map([
  [NOP, 'nop'],
  [0x01, 'legacy 0x01'],
  [0x02, 'legacy 0x02'],
  [0x03, 'legacy 0x03'],
  [LIST_SERVICES, 'list services'],
  [0x05, 'legacy 0x05'],
  [LIST_IDENTITY, 'list identity'],
  [LIST_INTERFACES, 'list interfaces'],
  [REGISTER_SESSION, 'register session'],
  [UNREGISTER_SESSION, 'unregister session'],
  [0x67, 'legacy 0x67'],
  [0x68, 'legacy 0x68'],
  [0x69, 'legacy 0x69'],
  [0x6a, 'legacy 0x6a'],
  [0x6b, 'legacy 0x6b'],
  [0x6c, 'legacy 0x6c'],
  [0x6d, 'legacy 0x6d'],
  [0x6e, 'legacy 0x6e'],
  [SEND_RR_DATA, 'send rr data'],
  [SEND_UNIT_DATA, 'send unit data'],
  [0x71, 'legacy 0x71'],
  [0x72, 'indicate status'],
  [0x73, 'cancel'],
  [0xc8, 'start dtls'],
]);

export function commandName(command: number): string | undefined {
  return commands.get(command);
}

/** Status values of the encapsulation header that the standard defines. */
export function isStatus(status: number): boolean {
  return status <= 3 || status === 0x64 || status === 0x65 || status === 0x69 || status === 0x6a;
}
