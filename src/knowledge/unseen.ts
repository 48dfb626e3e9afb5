/** What no capture of a network can ever show; told beside every "not found". */
export interface Unseen {
  readonly id: string;
  readonly title: string;
  readonly missing: string;
  readonly remedy: string;
}

export const neverSeen: readonly Unseen[] = [
  {
    id: 'S27',
    title: 'a modem on USB, serial lines or a backplane that never sends an Ethernet frame',
    missing: 'it leaves no frame on the network',
    remedy:
      'Look at the device lists of the computers on the crane (USB history) and at what is wired to serial ports and card slots.',
  },
  {
    id: 'S28',
    title: 'a device that was switched off or silent while the capture ran',
    missing: 'what does not send is not captured',
    remedy:
      'Walk the crane and the server rooms for unlabelled boxes, antennas and SIM trays, survey the radio spectrum with the crane under power, and capture across a start-up.',
  },
];
